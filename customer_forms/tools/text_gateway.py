"""Any gateway for text messages that is asked by HTTP."""

import configparser
import json
import os
import re
from urllib.parse import quote

import requests

from odoo.tools import config

VARIABLE = "CUSTOMER_TEXT_SECRET"
SECTION, OPTION = "customer_text", "secret"
TIMEOUT = (5, 10)
# Of an answer, what is looked at.
MOST = 64 * 1024
WRITTEN = re.compile(r"\{(number|national|text|secret)\}")


class GatewayProblem(Exception):
    """The gateway did not take the message; says nothing of number, text and secret."""


def gateway_secret(company_id):
    """What the gateway knows us by. It is not in the database: the environment has it, or
    odoo.conf, ``secret_<company>`` before ``secret`` in the section ``[customer_text]``."""
    if secret := os.environ.get(VARIABLE):
        return secret
    parser = configparser.RawConfigParser()
    parser.read([config["config"] or ""])
    for option in (f"{OPTION}_{company_id}", OPTION):
        if parser.has_option(SECTION, option):
            return parser.get(SECTION, option)
    return ""


def ask_gateway(url, header, body, success, values):
    """Have one message sent.

    :param str url: with placeholders
    :param str header: one, with placeholders, or empty
    :param str body: JSON with placeholders in its texts, or empty
    :param str success: what the answer has in it when it went well, or empty
    :param dict values: of the placeholders
    :raises GatewayProblem: when it was not taken
    """
    address = _filled(url or "", {key: quote(values[key], safe="") for key in values})
    if not re.match(r"https?://", address):
        raise GatewayProblem("no address")
    headers = {}
    if header and ":" in header:
        name, _colon, value = _filled(header, values).partition(":")
        headers[name.strip()] = value.strip()
    try:
        answer = requests.request(
            "POST" if body else "GET",
            address,
            json=_filled_json(json.loads(body), values) if body else None,
            headers=headers,
            timeout=TIMEOUT,
            # A gateway that sends us elsewhere, into our own network say, is none.
            allow_redirects=False,
        )
    except (requests.RequestException, ValueError) as error:
        # Its message has the address in it, and that the number.
        raise GatewayProblem(type(error).__name__) from None
    if not 200 <= answer.status_code < 300:
        raise GatewayProblem(f"status {answer.status_code}")
    if success and success not in answer.text[:MOST]:
        raise GatewayProblem("another answer than expected")


def _filled(text, values):
    """
    >>> _filled("a={number}&b={other}", {"number": "1"})
    'a=1&b={other}'
    """
    return WRITTEN.sub(lambda found: values.get(found[1], ""), text)


def _filled_json(document, values):
    """
    >>> _filled_json({"to": ["{number}"], "n": 1}, {"number": '"'})
    {'to': ['"'], 'n': 1}
    """
    if isinstance(document, dict):
        return {key: _filled_json(each, values) for key, each in document.items()}
    if isinstance(document, list):
        return [_filled_json(each, values) for each in document]
    return _filled(document, values) if isinstance(document, str) else document

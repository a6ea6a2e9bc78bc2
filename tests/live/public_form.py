"""Filling a public form as a program does: read the page, send it back."""

import re

import requests

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def open_form(url):
    """A visitor's session and the hidden inputs of the page at ``url``."""
    session = requests.Session()
    page = session.get(url, timeout=60)
    page.raise_for_status()
    return session, {**dict(HIDDEN.findall(page.text)), "homepage-link": ""}


def send_form(session, url, hidden, answers, **files):
    """Submit; the server's answer, which is JSON."""
    return session.post(
        url,
        data={**hidden, **answers},
        files=files or None,
        headers={"Accept": "application/json"},
        timeout=120,
    )

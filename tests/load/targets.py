"""What visitors do with each kind of form: ours, Odoo's survey, Odoo's contact form."""

import json
import re
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
CSRF = re.compile(r"csrf_token\W+(?:value=\W)?([0-9a-fo]{20,})")
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


class Refused(Exception):
    """The server said no.

    :ivar int status: what it answered
    """

    def __init__(self, status, text):
        super().__init__(f"{status} {text[:300]}")
        self.status = status


def _expect(is_right, answer):
    status, text, _headers = answer
    if not is_right:
        raise Refused(status, text)
    return text


class OwnForm:
    """A public form of the suite.

    :param str path: of its page
    :param dict answers: field key -> text with ``{n}`` for the visitor's number
    """

    requests_to_open = requests_to_send = 1

    def __init__(self, path, answers):
        self.path, self.answers = path, answers

    def open(self, visitor):
        answer = visitor.request("GET", self.path)
        page = _expect(answer[0] == 200, answer)
        hidden = {**dict(HIDDEN.findall(page)), "homepage-link": ""}
        return {"uuid": hidden["_uuid"], "hidden": hidden}

    def send(self, visitor, page):
        filled = {
            key: said.format(n=visitor.number) for key, said in self.answers.items()
        }
        body = urlencode({**page["hidden"], **filled})
        answer = visitor.request(
            "POST", self.path, body, Accept="application/json", **FORM
        )
        _expect(answer[0] == 200 and "redirect" in answer[1], answer)


class Survey:
    """A survey that everybody with its link may take: the address of its start makes a
    participation and leads to its first screen, whose button fetches the questions.

    :param str token: of the survey
    :param dict answers: id of a question -> text with ``{n}``
    """

    requests_to_open, requests_to_send = 3, 1

    def __init__(self, token, answers):
        self.token, self.answers = token, answers

    def open(self, visitor):
        answer = visitor.request("GET", f"/survey/start/{self.token}")
        _expect(answer[0] in (302, 303), answer)
        path = re.sub(r"^https?://[^/]+", "", answer[2]["Location"])
        answer = visitor.request("GET", path)
        _expect(answer[0] == 200, answer)
        token = path.rpartition("/")[2]
        self._call(visitor, "begin", token, {})
        return {"uuid": token}

    def send(self, visitor, page):
        filled = {
            key: said.format(n=visitor.number) for key, said in self.answers.items()
        }
        self._call(visitor, "submit", page["uuid"], filled)

    def _call(self, visitor, verb, token, params):
        answer = visitor.request(
            "POST",
            f"/survey/{verb}/{self.token}/{token}",
            json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            Content_Type="application/json",
        )
        text = _expect(answer[0] == 200, answer)
        _expect('"error"' not in text and '"result"' in text, answer)


class ContactForm:
    """The contact form of Odoo's website (`website_crm`): makes a lead.

    :param dict answers: column -> text with ``{n}``
    """

    requests_to_open = requests_to_send = 1

    def __init__(self, answers):
        self.answers = answers

    def open(self, visitor):
        answer = visitor.request("GET", "/contactus")
        return {
            "uuid": str(visitor.number),
            "csrf_token": CSRF.search(_expect(answer[0] == 200, answer))[1],
        }

    def send(self, visitor, page):
        filled = {
            key: said.format(n=visitor.number) for key, said in self.answers.items()
        }
        filled["csrf_token"] = page["csrf_token"]
        answer = visitor.request(
            "POST", "/website/form/crm.lead", urlencode(filled), **FORM
        )
        _expect(answer[0] == 200 and '"id"' in answer[1], answer)


TARGETS = {"ours": OwnForm, "survey": Survey, "contact form": ContactForm}

"""Every door through which people tell something, or somebody tells it of them."""

import re
import uuid
from xmlrpc.client import ServerProxy

import requests
from lxml import html
from public_form import open_form, send_form
from sentinels import CONTROL, PEOPLE

FORM, DOSSIER = "customer.form.submission", "customer.dossier"


def _question(key, kind="text", **vals):
    return [0, 0, {"name": key.title(), "key": key, "type": kind, **vals}]


def _make_form(live, session):
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [
            {
                "name": "Sentinels",
                "slug": "sentinels",
                "has_editing": True,
                "number_pattern": "SEN{serial:05d}",
                "section_ids": [
                    [
                        0,
                        0,
                        {
                            "name": "You",
                            "field_ids": [
                                _question("customer_name", role="customer_name"),
                                _question("phone", "phone", role="phone"),
                                _question("email", "email", role="email"),
                                _question("card", "id_card", role="id_card"),
                                _question("budget", "money", sensitivity="amount"),
                                _question("street", sensitivity="address"),
                                _question("need", role="need"),
                            ],
                        },
                    ],
                    [
                        0,
                        0,
                        {
                            "name": "Family",
                            "key": "family",
                            "is_repeating": True,
                            "field_ids": [_question("relative", "phone")],
                        },
                    ],
                ],
            }
        ],
    )
    live.call(session, "customer.form", "action_publish", [form_id])


class Doors:
    """Tells the server of people, as visitors, staff and programs do."""

    def __init__(self, live, mail_server):
        self.live, self.mail_server = live, mail_server
        self.admin = live.session()
        _make_form(live, self.admin)

    def call(self, model, method, *args, **kwargs):
        return self.live.call(self.admin, model, method, *args, **kwargs)

    def open_all(self):
        self._let_mails_out()
        self.by_page()
        self.by_draft()
        self.by_correction()
        self.by_program()
        self.by_office()
        self.by_import()
        self.by_chat()
        self.by_answer()
        self.by_search()
        self._send_waiting_mails()

    def _let_mails_out(self):
        self.call("mail.alias.domain", "create", {"name": "inside.example"})
        admin_id = self.live.record_id(self.admin, "base.user_admin")
        self.call("res.users", "write", [admin_id], {"email": "admin@inside.example"})
        self.call(
            "ir.mail_server",
            "create",
            {
                "name": "Catcher",
                "smtp_host": "127.0.0.1",
                "smtp_port": self.mail_server.port,
                "smtp_encryption": "none",
                "smtp_authentication": "login",
            },
        )

    def by_page(self):
        url = f"{self.live.url}/forms/sentinels"
        session, hidden = open_form(url)
        # The first time an answer is refused: what was typed comes back in the page.
        wrong = {**PEOPLE["page"].answers(), "email": "nobody"}
        assert send_form(session, url, hidden, wrong).status_code == 422
        answer = send_form(session, url, hidden, PEOPLE["page"].answers())
        assert answer.status_code == 200, answer.text
        self.live.file_customers()
        [self.submission] = self.call(
            FORM, "search_read", [["form_id.slug", "=", "sentinels"]], []
        )

    def by_draft(self):
        """Somebody begins a form and leaves it; staff look at what he began."""
        url = f"{self.live.url}/forms/sentinels"
        session, hidden = open_form(url)
        answers = {**hidden, **PEOPLE["draft"].answers()}
        for path, more in (("/draft", {}), ("", {"_leave": "1"})):
            data = {**answers, **more, "_writer": "w", "_sequence": str(len(path))}
            answer = session.post(f"{url}{path}", data=data, timeout=60)
            assert answer.ok, answer.text
        mine = [["form_id.slug", "=", "sentinels"]]
        [draft] = self.call("customer.form.draft", "search_read", mine, ["progress"])
        assert draft["progress"] > 80
        page = self.admin.get(f"{url}/draft/{draft['id']}", timeout=60)
        assert page.ok

    @property
    def submission_id(self):
        return self.submission["id"]

    def by_correction(self):
        """Staff correct what was answered, on the page for it."""
        url = f"{self.live.url}/forms/sentinels/submissions/{self.submission_id}"
        tree = html.fromstring(self.admin.get(url, timeout=60).text)
        hidden = {
            each.get("name"): each.get("value")
            for each in tree.xpath("//form//input[@type='hidden']")
        }
        answers = {**PEOPLE["correction"].answers(), "_reason": "a typo"}
        answer = send_form(self.admin, url, hidden, answers)
        assert answer.status_code == 200, answer.text[:2000]

    def by_office(self):
        """Staff open a customer by hand."""
        self.call(
            DOSSIER,
            "web_save",
            [],
            {"kind": "individual", **PEOPLE["office"].dossier()},
            {"display_name": {}},
        )

    def by_import(self):
        """Staff import a file."""
        person = PEOPLE["import"].dossier()
        table = f"{','.join(person)}\n{','.join(person.values())}\n"
        import_id = self.call("base_import.import", "create", {"res_model": DOSSIER})
        token = re.search(
            r'csrf_token: "([^"]+)"',
            self.admin.get(f"{self.live.url}/odoo", timeout=60).text,
        )[1]
        self.admin.post(
            f"{self.live.url}/base_import/set_file",
            data={"csrf_token": token, "id": import_id},
            files={"ufile": ("people.csv", table.encode(), "text/csv")},
            timeout=60,
        ).raise_for_status()
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        for is_test in (True, False):
            done = self.call(
                *("base_import.import", "execute_import", [import_id]),
                *(list(person), list(person), {**options}, is_test),
            )
            assert done["ids"], done

    def by_program(self):
        """Another program does."""
        url = f"{self.live.url}/xmlrpc/2"
        uid = ServerProxy(f"{url}/common").login(self.live.database, "admin", "admin")
        ServerProxy(f"{url}/object").execute_kw(
            *(self.live.database, uid, "admin", FORM, "edit_answers"),
            [[self.submission_id], PEOPLE["program"].rows_together(), "by a program"],
        )

    def by_chat(self):
        known, other = PEOPLE["program"].story(), PEOPLE["chat"].by_look()
        body = f"{CONTROL}: {known}; {other}"
        for model, res_id in self.threads():
            partner_id = self._follower()
            self.call(model, "message_subscribe", [res_id], [partner_id])
            self.call(
                model,
                "message_post",
                [res_id],
                body=body,
                subject=f"{CONTROL} {other}",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            activity = self.call(
                "mail.activity",
                "create",
                {
                    "res_model_id": self._model_id(model),
                    "res_id": res_id,
                    "summary": body,
                    "note": body,
                },
            )
            self.call("mail.activity", "action_feedback", [activity], feedback=body)
            if model == "res.partner":
                typed = dict.fromkeys(("comment", "company_name", "function"), body)
                self.call(model, "write", [res_id], {**typed, "ref": other})

    def threads(self):
        """Where people write about this customer."""
        yield FORM, self.submission_id
        [dossier] = self.call(
            *(DOSSIER, "search_read", [["submission_ids", "=", self.submission_id]]),
            ["partner_id", "main_lead_id"],
        )
        yield DOSSIER, dossier["id"]
        yield "res.partner", dossier["partner_id"][0]
        yield "crm.lead", dossier["main_lead_id"][0]

    def by_answer(self):
        """A customer answers a mail."""
        person = PEOPLE["answer"]
        [message] = self.call(
            "mail.message",
            "search_read",
            [["model", "=", FORM], ["res_id", "=", self.submission_id]],
            ["message_id"],
            limit=1,
        )
        mail = "\r\n".join(
            [
                f"From: {person.email}",
                "To: catchall@example.com, " + person.email,
                f"Cc: {PEOPLE['chat'].email}",
                f"Subject: Re: {person.phone}",
                f"Message-Id: <{uuid.uuid4()}@mail.example>",
                f"In-Reply-To: {message['message_id']}",
                f"References: {message['message_id']}",
                "Content-Type: text/plain; charset=utf-8",
                "",
                f"{CONTROL}: {person.by_look()}; {PEOPLE['program'].story()}",
            ]
        )
        self.call("mail.thread", "message_process", False, mail)

    def by_search(self):
        """People look for what they know; it comes back in messages and addresses."""
        person = PEOPLE["program"]
        for text in (person.phone, person.email, person.name):
            self.call(FORM, "name_search", text)
            requests.get(
                f"{self.live.url}/forms/sentinels", {"phone": text}, timeout=60
            )

    def _follower(self):
        if not hasattr(self, "follower_id"):
            self.follower_id = self.call(
                "res.partner",
                "create",
                {"name": "Auditor", "email": "auditor@inside.example"},
            )
        return self.follower_id

    def _model_id(self, model):
        [row] = self.call("ir.model", "search_read", [["model", "=", model]], ["id"])
        return row["id"]

    def _send_waiting_mails(self):
        cron = self.live.record_id(self.admin, "mail.ir_cron_mail_scheduler_action")
        self.call("ir.cron", "method_direct_trigger", [cron])

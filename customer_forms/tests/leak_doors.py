"""The ways out of a record, each gone through the public door: what comes back, as text."""

import html
import io
import json
import xmlrpc.client
from datetime import timedelta

from openpyxl import load_workbook

from odoo import fields, http
from odoo.tests import HttpCase
from odoo.tests.common import get_db_name
from odoo.tools import SQL


class LeakDoors(HttpCase):
    """Each ``_door_<name>`` goes through one door as ``self.person`` and returns the text
    he gets, errors included; a subject says which record and where its values are.

    A subject has ``record``, a ``twin`` with the same masks, greater values and a greater
    id, ``names`` ({class: name of the field, ``answers.key`` for an answer}), ``secrets``
    ({class: Secret}), ``action`` that opens it, and ``report``, ``contact`` or None.
    """

    def _enter(self, user):
        """Come in as this user, with a key for programs."""
        self.person = user
        self.authenticate(user.login, user.login)
        expiry = fields.Datetime.now() + timedelta(hours=1)
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        self.api_key = keys._generate("rpc", "Leak matrix", expiry)

    # ------------------------------------------------------------
    # Going through a door
    # ------------------------------------------------------------

    def _call(self, model, method, *args, **kwargs):
        """What the web client gets from a method: (result, text)."""
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={
                "id": 0,
                "jsonrpc": "2.0",
                "method": "call",
                "params": {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": kwargs,
                },
            },
        )
        return answer.json().get("result"), _readable(answer.json())

    def _post(self, route, data):
        token = http.Request.csrf_token(self)
        form = {"csrf_token": token, "data": json.dumps(data)}
        return self.url_open(route, data=form)

    def _export(self, kind, groupby=()):
        names = [*self.subject.names.values()]
        return self._post(
            f"/web/export/{kind}",
            {
                "model": self.subject.record._name,
                "fields": [
                    {"name": each, "label": each, "type": "char"} for each in names
                ],
                "ids": self.subject.record.ids,
                "domain": [],
                "groupby": list(groupby),
                "import_compat": False,
                "context": {},
            },
        )

    def _columns(self):
        return sorted({name.partition(".")[0] for name in self.subject.names.values()})

    def _one(self):
        return [("id", "=", self.subject.record.id)]

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def _door_read(self):
        record = self.subject.record
        return self._call(record._name, "read", record.ids, self._columns())[1]

    def _door_web_read(self):
        record = self.subject.record
        spec = {name: {} for name in (*self._columns(), "display_name")}
        return self._call(record._name, "web_read", record.ids, specification=spec)[1]

    def _door_search_read(self, domain=None):
        return self._call(
            self.subject.record._name,
            "web_search_read",
            domain or self._one(),
            specification={name: {} for name in self._columns()},
        )[1]

    def _door_find_whole(self):
        """Each class on its own: one that is found by nothing else must be found too."""
        texts = {}
        for class_, name in self.subject.names.items():
            domain = [*self._one(), (name, "=", self.subject.secrets[class_].typed)]
            texts[class_] = self._door_search_read(domain)
        return texts

    def _door_find_part(self):
        texts = {}
        for class_, name in self.subject.names.items():
            part = self.subject.secrets[class_].part
            domain = [*self._one(), (name, "ilike", part)]
            texts[class_] = self._door_search_read(domain)
        return texts

    def _door_group(self):
        return self._call(
            self.subject.record._name,
            "formatted_read_group",
            self._one(),
            groupby=[*self.subject.names.values()],
            aggregates=["__count"],
        )[1]

    def _door_order(self):
        """Twins differ in what is masked only: an order that puts the greater value first
        tells what it is."""
        texts = {}
        both = self.subject.record + self.subject.twin
        for class_, name in self.subject.names.items():
            secret = self.subject.secrets[class_]
            said = []
            for direction in ("asc", "desc"):
                found, _text = self._call(
                    both._name,
                    "search_read",
                    [("id", "in", both.ids)],
                    ["id"],
                    order=f"{name} {direction}, id asc",
                )
                said.append([each["id"] for each in found or ()])
            if said == [[], []]:
                texts[class_] = ""
            else:
                is_masked = said == [both.ids, both.ids]
                texts[class_] = secret.mask if is_masked else secret.value
        return texts

    def _door_name_search(self):
        texts = {}
        for class_, secret in self.subject.secrets.items():
            _found, texts[class_] = self._call(
                self.subject.record._name, "name_search", secret.typed, self._one()
            )
        return texts

    def _door_onchange(self):
        """Somebody types in the form: the server answers what that changes."""
        record = self.subject.record
        spec = {name: {} for name in (*self._columns(), "user_id")}
        changes = {"user_id": self.person.id}
        return self._call(
            record._name, "onchange", record.ids, changes, ["user_id"], spec
        )[1]

    def _door_copy(self):
        record = self.subject.record
        copied, text = self._call(record._name, "copy", record.ids)
        if not copied:
            return text
        copies = record.browse(copied)
        self.env.flush_all()
        table = SQL.identifier(record._table)
        rows = SQL("SELECT t::text FROM %s t WHERE id IN %s", table, tuple(copies.ids))
        return text + str(self.env.execute_query(rows))

    # ------------------------------------------------------------
    # Files
    # ------------------------------------------------------------

    def _door_export_csv(self):
        return self._export("csv").text

    def _door_export_xlsx(self):
        return sheet_text(self._export("xlsx"))

    def _door_export_groups(self):
        return sheet_text(self._export("xlsx", [*self.subject.names.values()]))

    def _door_pivot(self):
        """The browser sends what it has been told of the groups."""
        record = self.subject.record
        names = [*self.subject.names.values()]
        groups, _text = self._call(
            record._name,
            "formatted_read_group",
            self._one(),
            groupby=names,
            aggregates=["__count"],
        )
        rows = [
            {"title": str(group[name]), "indent": 0, "values": [{"value": 1}]}
            for group in groups or ()
            for name in names
        ]
        return sheet_text(
            self._post(
                "/web/pivot/export_xlsx",
                {
                    "title": "Pivot",
                    "model": record._name,
                    "measure_count": 1,
                    "col_group_headers": [],
                    "measure_headers": [{"title": "Count", "is_bold": False}],
                    "rows": rows,
                },
            )
        )

    def _door_vcard(self):
        contact = self.subject.contact
        if not contact:
            return ""
        answer = self.url_open(f"/web/partner/vcard?partner_ids={contact.id}")
        return answer.content.decode()

    def _door_report(self):
        if not self.subject.report:
            return ""
        route = f"/report/html/{self.subject.report}/{self.subject.record.id}"
        return html.unescape(self.url_open(route).text)

    # ------------------------------------------------------------
    # Programs
    # ------------------------------------------------------------

    def _door_json_1(self):
        action = self.env.ref(self.subject.action)
        self.env["ir.config_parameter"].sudo().set_param("web.json.enabled", "1")
        answer = self.url_open(
            f"/json/1/action-{action.id}/{self.subject.record.id}",
            headers={"Authorization": f"Bearer {self.api_key}"},
        )
        return _readable(_json_or_text(answer))

    def _door_json_2(self):
        record = self.subject.record
        texts = []
        for method, arguments in (
            ("read", {"ids": record.ids, "fields": self._columns()}),
            ("search_read", {"domain": self._one(), "fields": self._columns()}),
        ):
            answer = self.url_open(
                f"/json/2/{record._name}/{method}",
                headers={"Authorization": f"Bearer {self.api_key}"},
                json={**arguments, "context": {"customer_masked": False}},
            )
            texts.append(_readable(_json_or_text(answer)))
        return "\n".join(texts)

    def _door_xml_rpc(self):
        record = self.subject.record
        call = [get_db_name(), self.person.id, self.person.login, record._name]
        given = {"context": {"customer_masked": False}}
        try:
            return "\n".join(
                (
                    _readable(
                        self.xmlrpc_object.execute_kw(
                            *call, "read", [record.ids, self._columns()], given
                        )
                    ),
                    _readable(
                        self.xmlrpc_object.execute(
                            *call, "read", record.ids, self._columns()
                        )
                    ),
                )
            )
        except xmlrpc.client.Fault as refusal:
            return refusal.faultString

    def _door_json_rpc(self):
        record = self.subject.record
        args = [get_db_name(), self.person.id, self.person.login, record._name]
        args += ["read", [record.ids, self._columns()]]
        answer = self.url_open(
            "/jsonrpc",
            json={
                "id": 0,
                "jsonrpc": "2.0",
                "method": "call",
                "params": {"service": "object", "method": "execute_kw", "args": args},
            },
        )
        return _readable(answer.json())

    # ------------------------------------------------------------
    # What stands around the record
    # ------------------------------------------------------------

    def _door_chatter(self):
        """Odoo answers who may not see the record with messages of others: not these."""
        record = self.subject.record
        answer = self.url_open(
            "/mail/thread/messages",
            json={
                "id": 0,
                "jsonrpc": "2.0",
                "method": "call",
                "params": {"thread_model": record._name, "thread_id": record.id},
            },
        )
        data = answer.json().get("result", {}).get("data", {})
        messages = [
            message
            for message in data.get("mail.message", ())
            if (message["model"], message["res_id"]) == (record._name, record.id)
        ]
        domain = [("model", "=", record._name), ("res_id", "=", record.id)]
        names = ["body", "subject", "preview", "record_name", "email_from"]
        _found, text = self._call("mail.message", "search_read", domain, names)
        return html.unescape(_readable(messages) + text)

    def _door_activity(self):
        record = self.subject.record
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        names = ["summary", "note", "res_name", "display_name"]
        return html.unescape(
            self._call("mail.activity", "search_read", domain, names)[1]
        )

    def _door_audit_log(self):
        record = self.subject.record
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        return self._call("customer.audit.event", "search_read", domain)[1]

    def _door_reveal(self):
        record = self.subject.record
        texts = {}
        for class_, name in self.subject.names.items():
            key = name.rpartition(".")[2]
            said, text = self._call(record._name, "reveal", record.ids, key, "A call")
            texts[class_] = str(said["value"]) if said else text
        return texts


def _readable(data):
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def _json_or_text(answer):
    try:
        return answer.json()
    except ValueError:
        return answer.text


def sheet_text(answer):
    """What a workbook says on its first sheet; or the refusal."""
    if answer.status_code != 200:
        return answer.text
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return "\n".join(
        str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value
    )

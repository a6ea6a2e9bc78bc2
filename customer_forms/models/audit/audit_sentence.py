"""Puts an event of the audit log into words, for one user."""

from odoo.tools import format_list

from ...audit_words import (
    HIDDEN_KINDS,
    SENTENCES,
    render,
    render_change,
    render_groups,
    render_truth,
)
from ...rules.types.base import localised
from .audited_access import PRIVILEGES


class AuditSentence:
    """What an event says to this user: masks only, and nothing of answers he never sees.

    :param env: the user's environment
    :param event_sudo: the event, in sudo
    :param record_sudo: what it is about, in sudo; None when that is gone
    """

    def __init__(self, env, event_sudo, record_sudo):
        self.env = env
        self.kind = event_sudo.kind
        self.details = event_sudo.details or {}
        self.record = record_sudo
        self.visible = self._visible_names()

    def _visible_names(self):
        """Names of questions this user may know of here; None for all of them."""
        if self.record is None or "form_id" not in self.record._fields or self.env.su:
            return None
        return self.record.form_id.with_env(self.env)._visible_keys()

    def text(self):
        """The sentence."""
        return getattr(self, f"_say_{self.kind}", self._say)()

    def is_hidden(self):
        """Whether it is all about answers that this user does not see."""
        names = [each.get("name") for each in self.details.get("changes", ())]
        names += [
            self.details[key] for key in ("name", "question") if key in self.details
        ]
        return bool(names) and not any(map(self._is_visible, names))

    def _is_visible(self, name):
        return self.visible is None or str(name).rpartition(":")[2] in self.visible

    def _label(self, name):
        """What a field or question is called."""
        name = str(name)
        if self.record is None:
            return name
        if name in self.record._fields:
            field = self.record.with_env(self.env)._fields[name]
            return field._description_string(self.env)
        lang = self.env.lang or "en_US"
        if "version_id" in self.record._fields:
            label = localised(self.record.version_id._labels_of(name), lang)
        elif "form_id" in self.record._fields:
            label = self.record.form_id._answer_labels(lang).get(name, ("",))[0]
        else:
            label = ""
        return label or name

    def _value(self, name, value):
        """A value of a setting as people call it; masks stay as they are."""
        field = self.record is not None and self.record._fields.get(name)
        if isinstance(value, list):
            return format_list(self.env, list(map(str, value)))
        if field and field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field and field.type == "boolean":
            return render_truth(self.env, value)
        return value

    def _changes(self):
        return "; ".join(
            render_change(
                self.env,
                self._label(each["name"]),
                *(self._value(each["name"], each.get(when)) for when in ("old", "new")),
            )
            for each in self.details.get("changes", ())
            if self._is_visible(each["name"])
        )

    # ------------------------------------------------------------
    # One method for each kind that says more than that it happened
    # ------------------------------------------------------------

    def _say(self):
        code = f"{self.kind}_hidden" if self.is_hidden() else self._code()
        name = self.details.get("name")
        if self.kind in HIDDEN_KINDS and not name and not self._changes():
            code = f"{self.kind}_hidden"
        step = f"{self.kind}_{self.details.get('action')}"
        code = step if step in SENTENCES else code
        said = {
            key: value
            for key, value in self.details.items()
            if isinstance(value, str | int)
        }
        named = {"name": name and self._label(name), "changes": self._changes()}
        return render(self.env, code, {**said, **named})

    def _code(self):
        """The sentence of what was done, where the kind has several."""
        code = f"{self.kind}_{self.details.get('action')}"
        return code if code in SENTENCES else self.kind

    def _say_reveal_refused(self):
        if self.details.get("way") == "search":
            return render(self.env, "reveal_refused_search", {})
        return self._say()

    def _say_export(self):
        columns = self.details.get("columns") or []
        model = self.details.get("model") or ""
        if model in self.env:
            model = self.env["ir.model"]._get(model).display_name
        return render(
            self.env,
            "export",
            {
                "rows": self.details.get("rows", ""),
                "model": model,
                "columns": format_list(self.env, list(map(str, columns))),
            },
        )

    def _say_import(self):
        code = "import_refused" if self.details.get("step") == "refused" else "import"
        counts = dict.fromkeys(("rows", "faulty", "known", "refused", "accepted"), 0)
        return render(self.env, code, {**counts, "form": "…", **self.details})

    def _say_access(self):
        changes = self._changes() or render_groups(
            self.env, *(self._group_names(name) for name in ("given", "taken"))
        )
        code = "access_class" if self.details.get("class") else "access"
        classes = dict(self.env["customer.privacy.policy"]._sensitivity_names())
        class_ = classes.get(self.details.get("class"))
        return render(self.env, code, {"changes": changes, "class": class_})

    def _group_names(self, name):
        groups = self.details.get(name) or ()
        # sudo: names of groups are no secret
        groups_sudo = self.env["res.groups"].sudo()
        kept = groups_sudo.browse([group["id"] for group in groups]).exists()
        # "Allowed" says nothing without what is allowed; our own roles speak for themselves
        ours = self.env["res.groups.privilege"].concat(
            *(self.env.ref(xmlid) for xmlid in PRIVILEGES)
        )
        names = {
            group.id: group.name if group.privilege_id in ours else group.full_name
            for group in kept
        }
        return [names.get(group["id"], group["name"]) for group in groups]

    def _say_consent(self):
        action = "withdrawn" if self.details.get("action") == "withdrawn" else "given"
        question = self.details.get("question")
        name = question and self._is_visible(question) and self._label(question)
        return render(self.env, f"consent_{action}", {"name": name or "…"})

    def _say_print(self):
        return render(self.env, "print", {"text": self.details.get("text") or ""})

    def _say_draft(self):
        action = self.details.get("action") or "opened"
        return render(self.env, f"draft_{action}", {})

    def _say_invitation(self):
        params = {"form": f"“{self.details.get('form')}”"}
        params["people"] = self.details.get("people")
        return render(self.env, "invitation", params)

    def _say_rule(self):
        code = f"rule_{self.details.get('action')}"
        return render(
            self.env,
            code if self.details.get("action") else "rule",
            {
                "version": self.details.get("version"),
                "text": self.details.get("text"),
                "changes": self._changes(),
            },
        )

    def _say_judgement(self):
        verdict = self.details.get("verdict")
        params = {"rows": self.details.get("rows")}
        return render(
            self.env, f"judgement_{verdict}" if verdict else "judgement", params
        )

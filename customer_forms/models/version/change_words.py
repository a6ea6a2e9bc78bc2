"""What ``rules.diff`` found, in sentences."""

from odoo.tools import LazyTranslate

from ...messages import render_rule
from ...rules.diff import schema_fields
from ...rules.types.base import localised
from ..form.condition_words import condition_sentence

_lt = LazyTranslate(__name__)

# kind of ``Change`` -> sentence
CHANGES = {
    "form_setting": _lt("A setting of the form changed: %(setting)s."),
    "section_added": _lt("The section “%(section)s” is new."),
    "section_removed": _lt("The section “%(section)s” is gone."),
    "section_moved": _lt("The section “%(section)s” stands in another place."),
    "section_internal": _lt("The section “%(section)s” is for staff only now."),
    "section_public": _lt("Visitors fill in the section “%(section)s” now."),
    "section_repeats": _lt("The section “%(section)s” repeats now, once for each row."),
    "section_not_repeated": _lt("The section “%(section)s” no longer repeats."),
    "section_rows": _lt("The section “%(section)s” now has %(min)s to %(max)s rows."),
    "field_added": _lt("“%(question)s” is a new question in “%(section)s”."),
    "field_removed": _lt("“%(question)s” is no longer asked."),
    "field_moved": _lt("“%(question)s” stands in another place."),
    "field_to_section": _lt("“%(question)s” is now in the section “%(section)s”."),
    "field_retyped": _lt("“%(question)s” is now of the type %(now)s; it was %(was)s."),
    "field_setting": _lt("A setting of “%(question)s” changed: %(setting)s."),
    "now_required": _lt("“%(question)s” must now be filled in."),
    "not_required": _lt("“%(question)s” may now be left empty."),
    "now_unique": _lt("The same answer to “%(question)s” is now taken once only."),
    "not_unique_any_more": _lt(
        "The same answer to “%(question)s” may now be repeated."
    ),
    "now_soft": _lt("What is wrong with “%(question)s” is now only pointed out."),
    "not_soft": _lt("What is wrong with “%(question)s” must now be corrected."),
    "now_listed": _lt("“%(question)s” is now a column of the list."),
    "not_listed": _lt("“%(question)s” is no longer a column of the list."),
    "now_default_today": _lt("“%(question)s” now begins with the present day."),
    "not_default_today": _lt("“%(question)s” no longer begins with the present day."),
    "now_foreign": _lt("“%(question)s” now takes regions of other countries."),
    "not_foreign": _lt("“%(question)s” no longer takes regions of other countries."),
    "now_sensitive": _lt(
        "Answers to “%(question)s” are encrypted and masked now (%(demand)s): they are"
        " found by the whole value only."
    ),
    "sensitivity": _lt(
        "Answers to “%(question)s” are now masked and shown as: %(demand)s."
    ),
    "not_sensitive": _lt(
        "Answers to “%(question)s” are no longer encrypted: whoever sees a submission"
        " reads them in full."
    ),
    "min_length": _lt("“%(question)s” now needs at least %(limit)s characters."),
    "no_min_length": _lt("“%(question)s” no longer needs a number of characters."),
    "max_length": _lt("“%(question)s” now takes at most %(limit)s characters."),
    "no_max_length": _lt("“%(question)s” now takes texts of any length."),
    "min_choices": _lt("“%(question)s” now needs at least %(limit)s choices."),
    "no_min_choices": _lt("“%(question)s” no longer asks for several choices."),
    "max_choices": _lt("“%(question)s” now takes at most %(limit)s choices."),
    "no_max_choices": _lt("“%(question)s” now takes any number of choices."),
    "min_value": _lt("“%(question)s” must now be %(limit)s or more."),
    "no_min_value": _lt("“%(question)s” no longer has a minimum."),
    "max_value": _lt("“%(question)s” must now be %(limit)s or less."),
    "no_max_value": _lt("“%(question)s” no longer has a maximum."),
    "max_mb": _lt("“%(question)s” now takes files of at most %(limit)s MB."),
    "no_max_mb": _lt("“%(question)s” now takes files of the usual size."),
    "max_files": _lt("“%(question)s” now takes at most %(limit)s files."),
    "no_max_files": _lt("“%(question)s” now takes the usual number of files."),
    "pattern": _lt("“%(question)s” must now have the format %(demand)s."),
    "no_pattern": _lt("“%(question)s” no longer needs a format of its own."),
    "format": _lt("“%(question)s” must now have the format: %(demand)s."),
    "no_format": _lt("“%(question)s” no longer needs a ready format."),
    "earliest": _lt("The first day that “%(question)s” takes is now %(demand)s."),
    "no_earliest": _lt("“%(question)s” no longer has a first day."),
    "latest": _lt("The last day that “%(question)s” takes is now %(demand)s."),
    "no_latest": _lt("“%(question)s” no longer has a last day."),
    "formats": _lt("“%(question)s” now takes these files: %(demand)s."),
    "no_formats": _lt("“%(question)s” now takes files of every known kind."),
    "depth": _lt("“%(question)s” now asks for: %(demand)s."),
    "required_when": _lt("“%(question)s” must now be filled in when %(tree)s."),
    "no_required_when": _lt("“%(question)s” is no longer required in certain cases."),
    "condition": _lt("“%(question)s” is now asked only when %(tree)s."),
    "no_condition": _lt("“%(question)s” is now always asked."),
    "option_added": _lt("“%(question)s” now offers “%(option)s”."),
    "option_removed": _lt(
        "The option “%(option)s” of “%(question)s” is no longer offered."
    ),
    "option_setting": _lt("The option “%(option)s” of “%(question)s” changed."),
    "options_reordered": _lt("“%(question)s” offers its options in another order."),
    "rule_added": _lt("A new rule compares answers: %(rule)s"),
    "rule_changed": _lt("A rule between answers changed: %(rule)s"),
    "rule_removed": _lt("A rule between answers is gone: %(rule)s"),
    "rules_reordered": _lt("The rules between answers are checked in another order."),
}
# What became of a text, by whether there was one before and is one now.
TEXT_CHANGES = {
    (True, True): _lt("%(what)s changed from “%(was)s” to “%(now)s”."),
    (False, True): _lt("%(what)s is new: “%(now)s”."),
    (True, False): _lt("%(what)s was taken away: “%(was)s”."),
}
# kind of ``Change`` and name of the text -> which text it is
TEXTS = {
    "form_text.name": _lt("The title of the form"),
    "form_text.purpose": _lt("The purpose of the form"),
    "form_text.success_message": _lt("The text of thanks"),
    "section_text.title": _lt("The title of the section “%(section)s”"),
    "section_text.description": _lt("The text of the section “%(section)s”"),
    "field_text.label": _lt("The wording of “%(question)s”"),
    "field_text.help": _lt("The help for “%(question)s”"),
    "field_text.placeholder": _lt("The example for “%(question)s”"),
    "field_text.pattern_message": _lt("The format message of “%(question)s”"),
    "option_text.label": _lt("The wording of an option of “%(question)s”"),
}
# kind of ``Change`` and parameter -> the field whose choices it is one of
SELECTED = {
    ("depth", "demand"): "region_depth",
    ("field_retyped", "now"): "type",
    ("field_retyped", "was"): "type",
    ("format", "demand"): "format",
    ("now_sensitive", "demand"): "sensitivity",
    ("sensitivity", "demand"): "sensitivity",
}


class ChangeWords:
    """Puts changes into words, in the language of an environment.

    :param env: Odoo environment
    :param dict old: the schema before
    :param dict new: the schema after
    """

    def __init__(self, env, old, new):
        self.env = env
        # What is gone is called as it was.
        self.both = {"sections": [*old["sections"], *new["sections"]]}
        self.langs = dict(env["res.lang"].get_installed())
        self.settings = env["customer.form.field"].fields_get(
            attributes=["string", "selection"]
        )
        self.questions = {
            key: (
                self._local(field["label"]),
                {
                    option["key"]: self._local(option["label"])
                    for option in field.get("options") or ()
                },
            )
            for key, (_section, field) in schema_fields(self.both).items()
        }

    def sentence(self, change):
        """What changed, as a person would say it.

        :param rules.change.Change change: from ``rules.diff.compare``
        :return: str
        """
        if "text" in change.params:
            return self._text_sentence(change)
        said = {
            name: self._said(change.kind, name, value)
            for name, value in change.params.items()
        }
        sentence = self.env._(CHANGES[change.kind])
        return sentence % said

    def _said(self, kind, name, value):
        """A parameter as text."""
        if name == "tree":
            return condition_sentence(self.env, value, self.questions)
        if name == "rule":
            return render_rule(self.env, value, self.both)
        if name == "setting":
            return self.settings.get(value, {}).get("string", value)
        if (kind, name) in SELECTED:
            return self._selected(SELECTED[kind, name], value)
        if isinstance(value, dict):
            return self._local(value)
        return ", ".join(value) if isinstance(value, list) else value

    def _selected(self, setting, value):
        return dict(self.settings[setting]["selection"]).get(value, value)

    def _text_sentence(self, change):
        params, lang = change.params, change.params["lang"]
        text = self.env._(TEXTS[f"{change.kind}.{params['text']}"])
        what = text % {
            name: self._local(value)
            for name, value in params.items()
            if isinstance(value, dict)
        }
        if len(self.langs) > 1:
            what = self.env._(
                "%(what)s in %(language)s",
                what=what,
                language=self.langs.get(lang, lang).rpartition(" / ")[2],
            )
        sentence = self.env._(TEXT_CHANGES[bool(params["was"]), bool(params["now"])])
        return sentence % {"what": what, "was": params["was"], "now": params["now"]}

    def _local(self, labels):
        return localised(labels, self.env.lang or "en_US")

"""Form documents for tests, whole ones from a few words."""

from ..tools import form_settings as settings

LANGS = {"en_US": "English (US)", "zh_CN": "Chinese (Simplified) / 简体中文"}


def entry(known, **said):
    """An entry with every setting: those said, and defaults."""
    texts = {setting.name: {} for setting in known if setting.kind == "texts"}
    return {**{setting.name: setting.default for setting in known}, **texts, **said}


def option(key, **said):
    return {"key": key, **entry(settings.OPTION, name={"en_US": key}), **said}


def question(key, kind="text", options=(), **said):
    return {
        "key": key,
        **entry(settings.FIELD, type=kind, name={"en_US": key}),
        "options": [option(each) for each in options],
        **said,
    }


def section(key, *fields, **said):
    values = entry(settings.SECTION, name={"en_US": key})
    return {"key": key, **values, "fields": list(fields), **said}


def rule(key, terms, operator, **said):
    return {
        "key": key,
        **entry(settings.RULE, terms=terms, operator=operator, **said),
    }


def document(*sections, rules=(), **said):
    return {
        "format": settings.FORMAT,
        "form": entry(settings.FORM, name={"en_US": "Form"}, **said),
        "sections": list(sections),
        "rules": list(rules),
    }

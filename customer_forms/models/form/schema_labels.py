SOURCE_LANG = "en_US"


def labels(record, field_name, langs):
    """A translated field in English and in every language that has its own words for it.

    A language without them falls back when it is read: installing one changes no form.

    :param record: one record
    :param list[str] langs: language codes
    :return: {lang: text}, without the empty ones
    """
    record.ensure_one()
    texts = {lang: record.with_context(lang=lang)[field_name] for lang in langs}
    source = texts.get(SOURCE_LANG)
    return {
        lang: text
        for lang, text in texts.items()
        if text and (lang == SOURCE_LANG or text != source)
    }

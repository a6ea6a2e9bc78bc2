def labels(record, field_name, langs):
    """A translated field in every language that has it.

    :param record: one record
    :param list[str] langs: language codes
    :return: {lang: text}, without the empty ones
    """
    record.ensure_one()
    texts = {lang: record.with_context(lang=lang)[field_name] for lang in langs}
    return {lang: text for lang, text in texts.items() if text}

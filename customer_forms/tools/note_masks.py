"""Masks in notes of what was answered before (V2)."""

import re

from . import sensitivity

UNKNOWN = "****"


def mask_text(class_, text):
    """The mask of an answer as it was read by people.

    >>> mask_text("phone", "138 0000 1234"), mask_text("amount", "1,200.00")
    ('138****1234', '****')
    """
    if not text:
        return text
    value = sensitivity.normal(class_, text) if class_ == "phone" else text
    return sensitivity.mask(class_, value or text) or UNKNOWN


def mask_rows(text, labels):
    """The same in the rows of a repeating section, a line each.

    :param str text: such as ``Name: Ann; Phone: 138 0000 1234``
    :param dict labels: {label: class, or None for what stays}

    >>> mask_rows("Name: 王一; Phone: 138 0000 1234\\nName: 王二", {"Name": "name", "Phone": None})
    'Name: 王*; Phone: 138 0000 1234\\nName: 王*'
    """
    if not text or not labels:
        return text
    longest_first = sorted(labels, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    # Text, label, text, label ...: an answer goes on until the next label.
    before, *parts = re.split(rf"((?:^|; |\n)(?:{names}): )", text)
    masked = [before]
    for said, answer in zip(parts[::2], parts[1::2], strict=True):
        class_ = labels[said.lstrip("; \n").removesuffix(": ")]
        masked += [said, mask_text(class_, answer) if class_ else answer]
    return "".join(masked)

import datetime
import re
import unicodedata

from ...tools.coded_error import CodedError

# Control characters but tab and line end; signs that turn the direction of what follows
# (Unicode Technical Report 36, 2.8); halves of characters.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Invalid(CodedError):
    """A value that breaks a rule."""


class FieldType:
    """What the suite knows about one kind of question.

    ``parse`` reads what was typed, ``check`` applies the limits of the field,
    ``to_property`` describes the answer to Odoo's Properties, ``to_python`` and
    ``to_text`` hand it to programs and people, ``read_text`` takes it from a sheet,
    ``sample`` makes one up.
    """

    key = None
    # In the form builder: a Font Awesome sign, the shelf it stands on, and what can be set
    # beside label, help, meaning, condition and "required".
    icon = "fa-font"
    group = "text"
    settings = ()
    property_type = "char"
    required_code = "required"
    is_input = True
    # Whether an administrator can choose it for a question.
    is_offered = True
    has_options = False
    # Whether its value is a list of rows with answers of their own.
    has_rows = False
    # Whether its answers can be added up.
    is_number = False
    # On the page: a group of inputs rather than one; as wide as the page.
    is_choice_list = False
    is_wide = False
    has_own_label = False
    # Whether people agree to the words of the question: other words, another question.
    is_wording_the_answer = False
    is_shown = True
    # Whether two people never give the same answer.
    can_be_unique = False
    # Whether what is kept is what was given, so that a page can offer it for correction.
    can_be_typed_again = True
    # Types whose answers read the same: a published field may change to these.
    may_become = frozenset()
    # Classes of sensitive values (``tools.sensitivity``) the answers may be of, and the
    # one they are of unless the form says otherwise.
    sensitivities = ()
    default_sensitivity = None
    # Whether no more than the end of it is kept, and it is found by the whole.
    is_found_only = False
    # Whether an answer tells of many people rather than of one: it stays when what is
    # kept on a person is erased.
    is_statistical = False
    # Whether it is answered in words of one's own.
    is_free_text = False
    # Further types whose questions these answers may count for.
    counts_as = frozenset()

    def can_count_as(self, other):
        """Whether answers of this type can count as answers of the type ``other``.

        :param str other: key of a type
        """
        return other in {self.key, *self.may_become, *self.counts_as}

    def parse(self, raw, field):
        """The value that JSON keeps, or None when nothing was answered.

        :param raw: what the page, a file or a program sent for this field
        :param dict field: its entry in the schema
        :raises Invalid: when no value can be read from it
        """
        text = clean(raw)
        return text or None

    def check(self, value, field, today):
        """Each limit of ``field`` that ``value`` breaks.

        :param value: as ``parse`` returns it
        :param dict field: its entry in the schema
        :param datetime.date today: the day where the form's company is
        :return: iterable of ``Invalid``
        """
        return ()

    def comparable(self, value, field):
        """The value as a rule compares it with a number or a day."""
        return value

    def missing(self, field):
        """The ``Invalid`` for a required question without an answer."""
        return Invalid(self.required_code)

    def sample(self, field, today):
        """A plausible raw answer to try a form with; it breaks no limit of ``field`` as
        far as one can be found.

        :param datetime.date today: as in ``check``
        :return: what ``parse`` takes; None where a person has to choose
        """

    def to_property(self, field, lang):
        """The entry of this field in a properties definition, labels in ``lang``."""
        return {
            "name": field["key"],
            "type": self.property_type,
            "string": localised(field["label"], lang),
            "view_in_cards": field.get("listed", False),
        }

    def to_python(self, value):
        """The value as programs want it."""
        return value

    def to_raw(self, value, field):
        """What could be typed to give ``value``, for the page on which it is corrected.

        :return: as ``parse`` takes it
        """
        return str(value)

    def to_text(self, value, field, lang):
        """The value as a person reads it, in ``lang``."""
        return str(value)

    def read_text(self, text, field, lang):
        """What ``parse`` takes, from a cell of a sheet or a typed-in paper form.

        What cannot be read is handed on as it is: ``parse`` says what is wrong with it.

        :param text: the cell; a spreadsheet has numbers, dates and truths beside text
        :param dict field: its entry in the schema
        :param str lang: the language of the sheet, asked first where labels are
        :return: the raw value for ``parse``
        """
        return cell_text(text)


def clean(raw):
    """Text as typed, trimmed, in Unicode NFC, with line ends as ``\\n``.

    :raises Invalid: when ``raw`` is not text, or has characters a database cannot keep
    """
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise Invalid("not_text")
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    if UNREADABLE.search(text):
        raise Invalid("not_text")
    # Files of other programs begin with a byte order mark: no character of the text.
    return text.replace("\ufeff", "").strip()


def halfwidth(text):
    """Text with full-width digits and signs (１３８－) as plain ones, as Chinese
    input methods produce them (Unicode NFKC).

    >>> halfwidth("１３８－００")
    '138-00'
    """
    return unicodedata.normalize("NFKC", text)


def cell_text(cell):
    """A cell of a spreadsheet as its text.

    >>> cell_text(13800001234.0), cell_text(True), cell_text(None)
    ('13800001234', 'TRUE', '')
    >>> cell_text(datetime.datetime(2026, 3, 5, 9, 30)), cell_text(0.1 + 0.2)
    ('2026-03-05 09:30', '0.3')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return str(cell)


def localised(labels, lang):
    """The label in ``lang``, else in English, else any.

    >>> localised({"en_US": "Phone", "zh_CN": "电话"}, "zh_CN")
    '电话'
    >>> localised({"en_US": "Phone"}, "fr_FR")
    'Phone'
    """
    return labels.get(lang) or labels.get("en_US") or next(iter(labels.values()), "")

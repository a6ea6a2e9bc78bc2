"""Text that stays text in a spreadsheet (S2).

>>> as_text("=1+1"), as_text("Hello"), as_text(-1)
("'=1+1", 'Hello', -1)
>>> as_text("https://example.com"), as_plain_text("https://example.com")
('https://example.com', "'https://example.com")
>>> as_csv_text("@SUM(A1)"), as_csv_text("\\t=1"), as_csv_text("＝1"), as_csv_text("-1")
("'@SUM(A1)", "'\\t=1", "'＝1", "'-1")
"""

# What xlsxwriter, and the spreadsheet after it, takes for a formula.
FORMULA_SIGNS = ("=", "{=")
# What xlsxwriter makes a link of.
LINK_SIGNS = ("http://", "https://", "ftp://", "ftps://", "mailto:")
LINK_SIGNS += ("internal:", "external:")
# What some spreadsheet calculates when it opens a text file; full width too, which
# Chinese and Japanese ones take for the same.
CSV_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_text(cell):
    """Text that a spreadsheet would calculate, as text: with an apostrophe before it.

    :param cell: anything; what is no such text is returned as it is
    """
    return _disarmed(cell, FORMULA_SIGNS)


def as_plain_text(cell):
    """The same of what would be a link too, for writers that cannot be told not to make
    one."""
    return _disarmed(cell, FORMULA_SIGNS + LINK_SIGNS)


def as_csv_text(cell):
    """The same for a text file, which has nothing but signs to tell."""
    return _disarmed(cell, CSV_SIGNS)


def everywhere(function, data):
    """JSON with ``function`` applied to each text in it, names aside.

    >>> everywhere(as_text, {"=a": ["=b", {"c": 1}]})
    {'=a': ["'=b", {'c': 1}]}
    """
    if isinstance(data, dict):
        return {key: everywhere(function, value) for key, value in data.items()}
    if isinstance(data, list):
        return [everywhere(function, value) for value in data]
    return function(data)


def _disarmed(cell, signs):
    if isinstance(cell, str) and cell.lstrip().lower().startswith(signs):
        return f"'{cell}"
    return cell

"""Submissions in sheets: Excel files and text files with commas, as people fill them.

``source`` opens any of them within limits, ``layout`` finds headings and rows, ``matching``
says which column answers which question, ``row`` makes answers of a row, ``writer`` makes
the workbook to fill in and the one with what is wrong.
"""

from .layout import Layout, find_layout, records
from .matching import Column, match_columns, names_of_fields
from .row import read_record
from .source import FileProblem, open_sheets

__all__ = [
    "Column",
    "FileProblem",
    "Layout",
    "find_layout",
    "match_columns",
    "names_of_fields",
    "open_sheets",
    "read_record",
    "records",
]

"""A form as a workbook in the manner of XLSForm: sheets survey, choices, settings, rules.

Our own reader and writer; https://xlsform.org describes the manner, and the README of
this addon what we take from it.
"""

from .reader import read_workbook
from .source import FileProblem
from .writer import write_workbook

__all__ = ["FileProblem", "read_workbook", "write_workbook"]

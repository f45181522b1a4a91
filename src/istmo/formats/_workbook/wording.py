"""What a marked workbook says besides its problems. A face that has another language gives the same in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from istmo.kernel.problem import Problem

#: By name; gaps as %(1)s.
SAYS = {
    "error": "Error",
    "warning": "Warning",
    "note": "Note",
    "sheet": "Problems",
    "title": "Problems found in %(1)s",
    "severity": "Severity",
    "first_cell": "First cell",
    "column": "Column",
    "found": "What was found",
    "fix": "How to mend it",
    "cells": "Cells",
    "further_cells": "Further cells",
    "help": "Click a cell's name to go there; a marked cell tells its problem when the pointer rests on it. "
    "Mend the cells, save, and check the file again; this sheet is not read.",
    "one_error": "1 error",
    "errors": "%(1)s errors",
    "one_warning": "1 warning",
    "warnings": "%(1)s warnings",
    "one_note": "1 note",
    "notes": "%(1)s notes",
    "stops": "%(1)s. The errors have to be mended before the file can be submitted.",
    "passes": "%(1)s. Nothing stops this file from being submitted.",
    "row": "row %(1)s",
    "file": "the file",
    "more": "%(1)s and %(2)s more",
    "no_table": "This file is no table that can be shown here. Its problems stand on the sheet of problems.",
    "unread": "(this row could not be read)",
}

Wording = Mapping[str, str]
ENGLISH: Wording = MappingProxyType(SAYS)


@dataclass(frozen=True)
class Told:
    """Problems, and the words between them."""

    problems: Sequence[Problem]
    wording: Wording = field(default_factory=lambda: ENGLISH)


def filled(text: str, *gaps: object) -> str:
    """The text with its gaps filled."""
    return text % {str(number): gap for number, gap in enumerate(gaps, 1)}

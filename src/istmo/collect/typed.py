"""What was typed into the cells of an assignment, exactly as text, and how two people's typing comes together.

No database and no figures here: a number is read only when what was typed is checked, by the same reader as a file.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from istmo.kernel.problem import Severity


class Cell(NamedTuple):
    """One cell: the code of its row and the name of its column."""

    code: str
    column: str


class Typed(NamedTuple):
    """The text of a cell and the account that typed it; an empty text was taken out."""

    text: str
    by: str


class Change(NamedTuple):
    """What somebody typed into a cell, and what stood there when they began."""

    cell: Cell
    base: str
    text: str


class Conflict(NamedTuple):
    """A change that was not saved: somebody else typed something else meanwhile."""

    change: Change
    theirs: Typed


class Finding(NamedTuple):
    """A problem in a cell. column: empty for the whole row; code: empty for all of it. text: what stood there then."""

    cell: Cell
    text: str
    severity: Severity
    said: str


@dataclass(frozen=True)
class Sheet:
    """Everything typed for one assignment, and what the last check found. checked: whether it was checked at all."""

    cells: Mapping[Cell, Typed] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    checked: bool = False

    def text(self, cell: Cell) -> str:
        """What stands in a cell; empty where nothing does."""
        found = self.cells.get(cell)
        return found.text if found else ""

    @property
    def filled(self) -> dict[str, dict[str, str]]:
        """Texts by row and column, as a workbook is filled with them."""
        rows: dict[str, dict[str, str]] = {}
        for cell, typed in self.cells.items():
            if typed.text.strip():
                rows.setdefault(cell.code, {})[cell.column] = typed.text
        return rows

    def holding(self) -> list[Finding]:
        """Of what the last check found: what still holds, since its cell says the same as then."""
        return [one for one in self.findings if not one.cell.column or self.text(one.cell) == one.text]

    def told(self, head: Mapping[str, Any]) -> bytes:
        """As bytes to keep, with a head that says what they are."""
        cells: dict[str, dict[str, list[str]]] = {}
        for cell, typed in sorted(self.cells.items()):
            cells.setdefault(cell.code, {})[cell.column] = list(typed)
        findings = [[*one.cell, one.text, str(one.severity), one.said] for one in self.findings]
        raw = {**head, "cells": cells, "findings": findings, "checked": self.checked}
        return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def of(cls, raw: bytes) -> "Sheet":
        """Undo :meth:`told`."""
        said = json.loads(raw)
        cells = {
            Cell(code, column): Typed(*typed)
            for code, row in said["cells"].items()
            for column, typed in row.items()
        }
        findings = tuple(
            Finding(Cell(code, column), text, Severity(severity), told)
            for code, column, text, severity, told in said["findings"]
        )
        return cls(cells, findings, said["checked"])


def joined(sheet: Sheet, changes: Iterable[Change], by: str) -> tuple[Sheet, list[Conflict]]:
    """The sheet with these changes, and those that were left out because somebody else was there first.

    A change holds if the cell still says what it said when its typing began, or says the same already.
    """
    cells, conflicts = dict(sheet.cells), []
    for change in changes:
        there = cells.get(change.cell, Typed("", ""))
        if there.text == change.text:
            continue
        if there.text != change.base:
            conflicts.append(Conflict(change, there))
        else:
            cells[change.cell] = Typed(change.text, by)
    return replace(sheet, cells=cells), conflicts

"""The hidden sheet of lists: what may be chosen in a cell, each list a column, and how a cell is told to offer it."""

from dataclasses import dataclass, field
from typing import Any

from istmo.collect.workbooks.template import Template
from istmo.formats._called import words
from istmo.formats._shared import letter

SHEET = "Lists"
#: Letters of a name that is offered beside its code.
_LONGEST = 120


@dataclass
class Lists:
    """The lists of one workbook, by name: where each stands on the hidden sheet."""

    sheet: Any
    lang: str
    _places: dict[str, str] = field(default_factory=dict)
    _columns: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Any, template: Template) -> "Lists":
        """All that a workbook of a call may need."""
        lists = cls(sheet, template.lang)
        for name in words.LISTED:
            lists.add(name, words.choices(name, template.lang))
        for kind in ("indicator", "place", "activity", "node", "breakdown"):
            chosen = [each for each in template.wanted.choices if each.kind == kind]
            lists.add(kind, [f"{each.code}{words.PARTED}{each.name[:_LONGEST]}" for each in chosen])
        return lists

    def add(self, name: str, listed: list[str]) -> None:
        """One more list; an empty one offers nothing."""
        if listed and name not in self._places:
            column = letter(len(self._places))
            self._columns[name] = listed
            self._places[name] = f"={SHEET}!${column}$2:${column}${len(listed) + 1}"

    def write(self) -> None:
        """Write them, row by row."""
        columns = list(self._columns.items())
        for index, (name, _) in enumerate(columns):
            self.sheet.write_string(0, index, name)
        for row in range(max((len(listed) for _, listed in columns), default=0)):
            for index, (_, listed) in enumerate(columns):
                if row < len(listed):
                    self.sheet.write_string(row + 1, index, listed[row])
        self.sheet.hide()

    def offer(self, sheet: Any, place: tuple[int, int, int, int], name: str, *, strict: bool = False) -> None:
        """Offer a list in the cells of a range. strict: nothing else may be typed."""
        if name in self._places and place[2] >= place[0]:
            told = {"validate": "list", "source": self._places[name], "show_error": strict}
            sheet.data_validation(*place, told)

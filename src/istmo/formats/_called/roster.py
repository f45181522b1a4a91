"""The roster of a call's workbook: activities that ended, moved or are new, as rows of a register and as notes.

What is told here changes no register by itself: whoever runs the call takes it over. So each change is a note beside
its cell, and the rows travel as a register, which `collect.roster` reads as proposals.
"""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from istmo.formats._called import words
from istmo.formats._called.figures import Sheeted
from istmo.formats._registers import Registers
from istmo.formats._shared import Read, error, note, warning
from istmo.kernel.period import Period
from istmo.kernel.problem import Problem

_READ = (
    "activity",
    "title",
    "place",
    "node",
    "starts_on",
    "ends_on",
    "standing",
    "new_ends_on",
    "new_place",
    "new_node",
)
_CHANGES = {
    "new_ends_on": "it ended on {}",
    "new_place": "it now works in {}",
    "new_node": "it now serves {}",
}
_DAYS = ("starts_on", "ends_on", "new_ends_on")


def read(connection: duckdb.DuckDBPyConnection, sheeted: Sheeted, into: Path) -> Read:
    """What changed, and what is new; nothing of activities that go on as they were."""
    cells = ", ".join(
        f"{sheeted.chosen(name) if 'place' in name or 'node' in name or name == 'activity' else sheeted.cell(name)}"
        for name in (*_READ, "code", "note")
    )
    rows = connection.execute(f'select "row", {cells} from {sheeted.sql} order by place').fetchall()
    registers, problems = Registers(), list(sheeted.raw.problems)
    for number, *texts in rows:
        told = dict(zip((*_READ, "code", "remark"), texts, strict=True))
        told["standing"] = words.meanings("standing").get(
            (told["standing"] or "").casefold(), told["standing"]
        )
        bad = _bad_days(sheeted, number, told)
        problems += bad
        said = [] if bad else _said(sheeted, number, told)
        problems += [*said, *_unfinished(sheeted, number, told)]
        if said:
            registers.add("activities", **_row(sheeted, told))
    return Read(problems=tuple(problems), registers=registers.write(into))


def _said(sheeted: Sheeted, number: int, told: dict[str, Any]) -> list[Problem]:
    """Notes on one row, each at the cell that says it."""
    if not told["code"]:
        return [_note(sheeted, number, "title", _new(told))] if told["title"] else []
    found = [
        _note(sheeted, number, name, f"{told['activity']}: {words_.format(told[name])}")
        for name, words_ in _CHANGES.items()
        if told[name]
    ]
    if told["remark"]:
        found.append(_note(sheeted, number, "note", f"{told['activity']}: {told['remark']}"))
    return found


def _unfinished(sheeted: Sheeted, number: int, told: dict[str, Any]) -> list[Problem]:
    """What was chosen of an activity and is not said whole, and what happens else."""
    if not told["code"] or not _lacks(sheeted, told):
        return []
    ended = told["standing"] == "ended"
    header, place = _header(sheeted, "new_ends_on" if ended else "new_place")
    if ended:
        found = f"{told['activity']} is said to have ended, and not when"
        why = "without a day it stays in the roster, and its results are asked again next year"
        fix = f"write its last day in “{header}”"
    else:
        found = f"{told['activity']} is said to have changed, and not how"
        why = "it stays in the roster as it is"
        fix = f"say in “{header}” or the column beside it what it is now"
    where = replace(sheeted.raw.where(place), row=number)
    return [replace(warning("roster_unfinished", found, where, fix=fix), why=why)]


def _lacks(sheeted: Sheeted, told: dict[str, Any]) -> bool:
    """An end has its day, planned or told; one planned after the year asked about is none. A change says what changed."""
    if told["standing"] == "moved":
        return not any(told[name] for name in _CHANGES)
    if told["standing"] != "ended" or told["new_ends_on"]:
        return False
    planned, year = told["ends_on"], sheeted.manifest.year
    return not isinstance(planned, date) or bool(year and planned > (Period.parse(year).end or date.max))


def _header(sheeted: Sheeted, name: str) -> tuple[str, int | None]:
    """The header of a column in the workbook, or as we call it, and where it stands."""
    place = sheeted.called.place(name)
    return (words.header(name, "en") if place is None else sheeted.called.headers[place]), place


def _new(told: dict[str, Any]) -> str:
    where = f", in {told['place']}" if told["place"] else ""
    under = f", under {told['node']}" if told["node"] else ""
    return f"a new activity: {told['title']}{where}{under}"


def _note(sheeted: Sheeted, row: int, name: str, found: str) -> Problem:
    where = replace(sheeted.raw.where(sheeted.called.place(name)), row=row)
    fix = "nothing need be done here: whoever runs the call takes it over into the roster"
    return note("roster_changed", found, where, fix=fix)


def _bad_days(sheeted: Sheeted, number: int, told: dict[str, Any]) -> list[Problem]:
    found = []
    for name in _DAYS:
        try:
            told[name] = date.fromisoformat(told[name]) if told[name] else None
        except ValueError:
            where = replace(sheeted.raw.where(sheeted.called.place(name)), row=number)
            fix = "write it as year-month-day, such as 2017-06-30"
            found.append(error("not_a_date", f"“{told[name]}” is not a date", where, fix=fix))
    return found


def _row(sheeted: Sheeted, told: dict[str, Any]) -> dict[str, Any]:
    """The activity as it is now."""
    return {
        "code": told["activity"] or _code(told["title"]),
        "title": told["title"] or told["activity"],
        "agency": sheeted.manifest.unit or sheeted.manifest.agency or None,
        "place": told["new_place"] or told["place"],
        "node": told["new_node"] or told["node"],
        "starts_on": told["starts_on"],
        "ends_on": told["new_ends_on"] or told["ends_on"],
        "note": told["remark"],
    }


def _code(title: str) -> str:
    """A code made of a name, as codes are written; whoever takes the row over may give a better one."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(sign)
    )
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60] or "new"

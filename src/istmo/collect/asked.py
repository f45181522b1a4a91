"""Which indicators a call asks of an agency, and whether their reference sheets allow it.

A call asks for performance and context as it is told (decision 0006). A reference sheet is a duty of performance
indicators alone: context is other people's measurement (decision 0016).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from istmo.collect.models import Asks
from istmo.collect.serving import Serving
from istmo.framework import queries
from istmo.framework.models import FrameworkVersion
from istmo.kernel.problem import Problem, Severity, Where
from istmo.spec.architecture import Architecture, load
from istmo.spec.sheets import Sheet, sheets

_Record = Mapping[str, Any]
_KINDS: dict[Asks, set[str]] = {
    Asks.PERFORMANCE: {"output", "outcome"},
    Asks.CONTEXT: {"context"},
    Asks.EVERYTHING: {"output", "outcome", "context"},
    Asks.NOTHING: set(),
}


def kinds(asks: Asks) -> set[str]:
    """The kinds of indicators that an agency asked in this way is asked for."""
    return _KINDS[asks]


def indicators(records: Iterable[_Record], framework: str, asks: Asks) -> list[_Record]:
    """The indicators of a framework that an agency asked in this way is asked for."""
    return [i for i in records if i["framework"] == framework and i["kind"] in _KINDS[asks]]


def series(
    indicators_asked: Iterable[_Record],
    applies: Mapping[str, Iterable[tuple[str, str]]],
    agency: str,
    serves: Serving,
) -> set[tuple[str, str, str]]:
    """(indicator, place, activity) that an agency is asked for; an empty text is its reporter's choice.

    applies: indicator -> (place, agency), each empty for every one. One without applicability is asked of everyone and
    everywhere: of each activity that `serves` it where that works, and where none does, of the agency as a whole.
    """
    found = set()
    for one in indicators_asked:
        for place, whose in applies.get(one["code"], [("", "")]):
            if whose in ("", agency):
                answering = () if place else serves.get((one["code"], agency), ())
                found |= {(one["code"], *each) for each in answering or [(place, "")]}
    return found


def applicability(rows: Iterable[Sequence[Any]]) -> dict[str, list[tuple[str, str]]]:
    """Rows of the table applicability by indicator: (place, agency), empty texts for every one."""
    applies: dict[str, list[tuple[str, str]]] = {}
    for indicator, place, agency in rows:
        applies.setdefault(indicator, []).append((place or "", agency or ""))
    return applies


def in_charge(architecture: Architecture, framework: str, asks: Asks) -> list[str]:
    """Codes of the agencies that a framework itself would ask: those in charge of an indicator or of an activity.

    An indicator names them in its applicability; an activity stands under a node of the framework and is carried out
    by an agency of our own. Who would be asked for nothing is left out.
    """
    wanted = indicators(architecture.records("indicators"), framework, asks)
    applies = applicability(architecture.tables().get("applicability", ()))
    named = {agency for one in wanted for _, agency in applies.get(one["code"], ()) if agency}
    own = {row["code"] for row in architecture.records("agencies") if row["own"]}
    nodes = {row["code"] for row in architecture.records("nodes") if row["framework"] == framework}
    under = nodes | {f"{framework}/{node}" for node in nodes}
    active = {row["agency"] for row in architecture.records("activities") if row["node"] in under}
    return sorted(agency for agency in named | (active & own) if series(wanted, applies, agency, {}))


def sheets_told(framework: FrameworkVersion, asked: Mapping[str, Asks], today: date) -> list[Problem]:
    """What the sheets of the performance indicators that a call would ask for lack, all of it at once.

    asked: by agency's code. Errors where the framework requires complete sheets, else warnings; that the data were not
    assessed in time is a warning always.
    """
    if not any(_KINDS[asks] - {"context"} for asks in asked.values()):
        return []
    with TemporaryDirectory(prefix="istmo-architecture-") as scratch:
        architecture = load(queries.unpack(framework.architecture, Path(scratch, "architecture")))
    known = sheets(architecture.records)
    found = []
    for code in _wanted(architecture, framework.code, asked):
        found += _told(known[code], today)
    return found


def _wanted(architecture: Architecture, framework: str, asked: Mapping[str, Asks]) -> list[str]:
    """Performance indicators that somebody is asked for, in the order of their file."""
    applies: dict[str, set[str]] = {}
    for row in architecture.records("applicability"):
        applies.setdefault(row["indicator"], set()).add(row["agency"] or "")
    rows = architecture.records("indicators")
    found = {
        row["code"]
        for agency, asks in asked.items()
        for row in indicators(rows, framework, asks)
        if row["kind"] != "context" and applies.get(row["code"], {""}) & {"", agency}
    }
    return [row["code"] for row in rows if row["code"] in found]


def _told(sheet: Sheet, today: date) -> list[Problem]:
    code = sheet.indicator["code"]
    where, found = Where(file="indicators.yaml", indicator=code), []
    if sheet.missing and (sheet.required or sheet.is_written):
        problem = Problem(
            "sheet_incomplete",
            Severity.WARNING,
            f"the reference sheet of {code} does not say: {', '.join(sheet.missing)}",
            where,
            fix="write it under sheet: and import the framework again",
        )
        if sheet.required:
            why = "this framework says sheets: required, so that a call asks only for what is described"
            problem = replace(problem, severity=Severity.ERROR, why=why)
        found.append(problem)
    since = sheet.overdue_since
    if since and since <= today:
        said = (
            f"the data of {code} were last assessed on {sheet.assessed_on}; the next is overdue since {since}"
        )
        fix = "have the data assessed; the call asks for them all the same"
        found.append(Problem("assessment_overdue", Severity.WARNING, said, where, fix=fix))
    return found

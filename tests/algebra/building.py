"""From a worked case to a real release: a framework's folder, files through their reader, the release that is built."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from istmo.formats import csv as csv_format
from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.release.build import Part, build
from istmo.spec.architecture import load
from tests.algebra.reading import Case, Row

FRAMEWORK = "plan"
#: One node that every indicator stands under, where the case names no nodes.
NODES = [{"code": "aim", "level": "objective", "title": "The aim"}]
INDICATOR = {
    "kind": "output",
    "direction": "up",
    "nodes": ["aim"],
    "custom_reason": "invented for a worked case",
}
CALL = "call"


def make(case: Case, folder: Path, *, backwards: bool = False) -> Path:
    """Build the release of a case inside `folder`; `backwards`: the rows of every file in the opposite order."""
    plan = load(write_framework(case, folder / "framework"))
    files = [_turned(text) if backwards else text for text in case.figure_files]
    money = [_turned(text) if backwards else text for text in case.transaction_files]
    figures = [_part(text, folder / f"figures-{n}") for n, text in enumerate(files, 1)]
    transactions = [_part(text, folder / f"money-{n}") for n, text in enumerate(money, 1)]
    out = folder / "release"
    build(
        architecture=plan,
        figures=figures,
        transactions=transactions,
        registers=_registers(case),
        number=1,
        title=case.title,
        out=out,
    )
    return out


def write_framework(case: Case, folder: Path) -> Path:
    """The framework of a case as a folder of files, as an author would write it; invented, and marked so."""
    strategy = {"code": FRAMEWORK, "title": "A plan", "version": "1", "illustrative": True, "nodes": NODES}
    indicators = [INDICATOR | {"title": _title(each["code"])} | each for each in case.indicators]
    home = folder / "frameworks" / FRAMEWORK
    home.mkdir(parents=True)
    _yaml(home / "strategy.yaml", strategy | case.framework)
    _yaml(home / "indicators.yaml", {"dimensions": list(case.dimensions), "indicators": indicators})
    if case.benchmarks:
        _yaml(folder / "benchmarks.yaml", list(case.benchmarks))
    for table, rows in _shared(case).items():
        _csv(folder / f"{table}.csv", rows)
    return folder


def _shared(case: Case) -> dict[str, list[Row]]:
    """Places, agencies, activities and sources: those the case tells of, and those its rows only name."""
    rows = [*_rows(case), *_asked(case), *case.decided, *case.held]
    places = _with_named(case.places, rows, "place", {"kind": "country"})
    agencies = _with_named(case.agencies, rows, "agency", {"own": "yes"}, also=("provider", "receiver"))
    named = {row["activity"]: row.get("agency") for row in rows if row.get("activity")}
    activities = [{"agency": named.get(each["code"]), **each} for each in case.activities]
    told = {each["code"] for each in activities}
    activities += [{"code": code, "agency": agency} for code, agency in named.items() if code not in told]
    titled = [{"title": _title(each["code"]), **each} for each in activities]
    sources = [{"code": code, "title": _title(code), "kind": "own"} for code in _named(rows, "source")]
    return {"places": places, "agencies": agencies, "activities": titled, "sources": sources}


def _with_named(
    told: Sequence[Row], rows: Sequence[Row], column: str, usual: Row, also: tuple[str, ...] = ()
) -> list[Row]:
    codes = [each["code"] for each in told]
    named = [code for name in (column, *also) for code in _named(rows, name)]
    every = [*told, *({"code": code} for code in dict.fromkeys(named) if code not in codes)]
    return [{"name": _title(each["code"]), **usual, **each} for each in every]


def _named(rows: Iterable[Mapping[str, Any]], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows if row.get(column)))


def _rows(case: Case) -> list[Row]:
    files = [*case.figure_files, *case.transaction_files]
    return [row for text in files for row in csv.DictReader(io.StringIO(text))]


def _asked(case: Case) -> list[Row]:
    return list(csv.DictReader(io.StringIO(case.asked.get("of", ""))))


def _title(code: str) -> str:
    return code.replace("-", " ").capitalize()


def _turned(text: str) -> str:
    header, *rows = text.strip().splitlines()
    return "\n".join([header, *reversed(rows)]) + "\n"


def _part(text: str, folder: Path) -> Part:
    """One submission, read as a file that came in."""
    folder.mkdir()
    file = folder / f"{folder.name}.csv"
    file.write_text(text, encoding="utf-8")
    came = csv_format.read(file, folder)
    wrong = [problem.sentence for problem in came.problems if problem.severity == "error"]
    path = came.figures or came.transactions
    assert not wrong, wrong
    assert path, f"nothing was read of {file.name}"
    return Part(path, folder.name)


def _registers(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """What a release carries of how its figures came: the call, what it asked, decisions, what is held."""
    registers: dict[str, list[Row]] = {}
    if case.asked:
        year = case.asked["reporting_year"]
        registers["calls"] = [
            {"code": CALL, "title": "A call", "framework": FRAMEWORK, "reporting_year": year}
        ]
        registers["expected"] = [
            {
                "call": CALL,
                **{name: row.get(name) or "" for name in ("agency", "indicator", "place", "activity")},
            }
            for row in _asked(case)
        ]
    registers["overlaps"] = list(case.decided)
    registers["holds"] = [_with_days(held) for held in case.held]
    return {
        table: [tuple(row.get(name) for name in TABLES[table].names) for row in rows]
        for table, rows in registers.items()
    }


def _with_days(held: Row) -> Row:
    period = Period.parse(held["period"])
    days = {"period_start": period.start, "period_end": period.end}
    return (
        {"submission": "figures-1", "role": "result"}
        | days
        | {k: v for k, v in held.items() if k != "period"}
    )


def _yaml(path: Path, value: object) -> None:
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(value, file)


def _csv(path: Path, rows: Sequence[Row]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["code"]
    if rows:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)

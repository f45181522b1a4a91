"""UNHCR's Refugee Population Statistics as its own package gives them: one row a pair of countries and a year.

Seven kinds of file, each known by its header: population, asylum applications, asylum decisions, solutions, flows,
demographics, and the displaced inside a country as counted by IDMC. Every cell with a number becomes one context
figure, the value as published (UNHCR rounds small counts). Its indicator is the kind and the column, such as
`unhcr-population-refugees`; its place is the country of asylum; origin, destination and whatever else tells rows apart
(procedure, level, kind of population, location, sex, age) are its breakdown. People who returned stand under the
country they had fled to, as in the file; the origin says where they are now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from istmo.formats import _engine
from istmo.formats._canonical import canonical
from istmo.formats._columns import plain
from istmo.formats._head import Head
from istmo.formats._numbers import trimmed
from istmo.formats._rows import Raw, rows
from istmo.formats._shared import USUAL, Limits, Read, error, letter, note, quoted, warning
from istmo.kernel.problem import InputProblem, Problem

#: Only by name: its files end in .csv like any other.
EXTENSIONS: tuple[str, ...] = ()
SOURCE = "unhcr"
_YEAR, _ORIGIN, _ASYLUM = "year", "coo_iso", "coa_iso"
#: Names and UNHCR's own codes of the two countries.
_NAMES = ("coo", "coo_name", "coa", "coa_name")
_AGES = ("0_4", "5_11", "12_17", "18_59", "60", "other", "total")
_OURS = ("indicator", "place", "period", "role", "value", "unit", "breakdown", "source", "at")


@dataclass(frozen=True)
class Kind:
    """One kind of file. marks: columns that only it has; values: columns of numbers; dimensions: columns that part
    rows; counted: the column that says whether cases (C) or persons (P) were counted."""

    name: str
    marks: frozenset[str]
    values: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    counted: str = ""


KINDS = (
    Kind(
        "asylum-applications",
        frozenset({"applied"}),
        ("applied",),
        ("procedure_type", "app_type", "dec_level"),
        "app_pc",
    ),
    Kind(
        "asylum-decisions",
        frozenset({"dec_total"}),
        ("dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"),
        ("procedure_type", "dec_level"),
        "dec_pc",
    ),
    Kind(
        "demographics",
        frozenset({"pop_type", "f_total"}),
        (*(f"f_{age}" for age in _AGES), *(f"m_{age}" for age in _AGES), "total"),
        ("pop_type", "location", "loc_type", "acc_type"),
    ),
    Kind(
        "population",
        frozenset({"idps", "stateless"}),
        (
            "refugees",
            "asylum_seekers",
            "returned_refugees",
            "idps",
            "returned_idps",
            "stateless",
            "ooc",
            "oip",
            "hst",
        ),
    ),
    Kind(
        "solutions",
        frozenset({"resettlement"}),
        ("returned_refugees", "resettlement", "naturalisation", "returned_idps"),
    ),
    Kind("flows", frozenset({"refugee_like"}), ("refugees", "asylum_seekers", "refugee_like", "oip")),
    Kind("idmc", frozenset({"total"}), ("total",)),
)


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one file into figures. InputProblem if its header is that of none of the seven kinds, or it is no text."""
    with _engine.connect(into, limits) as connection:
        wide = rows(path, into, connection, limits, (_YEAR, _ORIGIN, _ASYLUM))
        columns = {plain(header): index for index, header in reversed(list(enumerate(wide.headers)))}
        kind = next((kind for kind in KINDS if kind.marks <= set(columns)), None)
        if kind is None:
            raise InputProblem([_unknown(wide)])
        return canonical(connection, _long(connection, wide, columns, kind, into), into)


def _unknown(wide: Raw) -> Problem:
    known = "; ".join(f"{kind.name} has {' and '.join(sorted(kind.marks))}" for kind in KINDS)
    found = "the header is that of no file of UNHCR's population statistics"
    fix = "bring the file as UNHCR's package gives it, or as CSV under our own column names"
    return error(
        "unknown_kind", found, wide.where(), fix=fix, why=f"each kind is known by its columns: {known}"
    )


def _long(
    connection: duckdb.DuckDBPyConnection,
    wide: Raw,
    columns: Mapping[str, int],
    kind: Kind,
    into: Path,
) -> Raw:
    """One row for every cell that holds something, in the order of the file."""
    values = {columns[name]: name for name in kind.values if name in columns}
    number = "substr(name, 2)::INTEGER + 1"
    parts = {at: _part(kind, name) for at, name in values.items()}
    cells = (
        f"{_by_column(wide, {at: _indicator(kind, name) for at, name in values.items()})}[{number}]",
        "place",
        "period",
        "'context'",
        "cell",
        "unit",
        f"concat_ws(';', shared, nullif({_by_column(wide, parts)}[{number}], ''))",
        quoted(SOURCE),
        f'{_by_column(wide, {at: letter(at) for at in values})}[{number}] || "row"',
    )
    named = ", ".join(f"{cell} AS c{position}" for position, cell in enumerate(cells))
    listed = ", ".join(f"c{at}" for at in values)
    out = into / "long.parquet"
    connection.execute(
        f'COPY (SELECT {named}, "row" FROM (UNPIVOT (SELECT {_shared(columns, kind)}, "row", {listed} '
        f"FROM {wide.sql}) ON {listed} INTO NAME name VALUE cell) "
        f"WHERE {trimmed('cell')} IS NOT NULL) TO {quoted(out)} ({_engine.PASSING})"
    )
    theirs = {"place": wide.named(columns[_ASYLUM]), "period": wide.named(columns[_YEAR])}
    return Raw(
        out,
        wide.file,
        Head(_OURS, ",", wide.head.lines, wide.head.first, True),
        numbered=True,
        problems=(*wide.problems, *_not_read(wide, columns, kind)),
        told=tuple(theirs.get(name, ("", "")) for name in _OURS),
    )


def _shared(columns: Mapping[str, int], kind: Kind) -> str:
    """SQL: what all figures of a row share: place, period, unit, and the pairs of the breakdown that the row gives."""
    dimensions = {"origin": _ORIGIN, "destination": _ASYLUM, **{name: name for name in kind.dimensions}}
    if kind.counted:
        dimensions["counted"] = kind.counted
    pairs = ", ".join(
        f"'{dimension}=' || nullif({_code(f'c{columns[name]}')}, '')"
        for dimension, name in dimensions.items()
        if name in columns
    )
    counted = f"upper({trimmed(f'c{columns[kind.counted]}')})" if kind.counted in columns else "'P'"
    return (
        f"{trimmed(f'c{columns[_ASYLUM]}')} AS place, {trimmed(f'c{columns[_YEAR]}')} AS period, "
        f"CASE {counted} WHEN 'C' THEN 'cases' WHEN 'P' THEN 'people' ELSE {counted} END AS unit, "
        f"concat_ws(';', {pairs}) AS shared"
    )


def _code(cell: str) -> str:
    """SQL: a text as a code of a breakdown, in which = ; | , and quotes have a meaning: they become spaces."""
    return f"trim(regexp_replace({cell}, '[=;|,\"\\s]+', ' ', 'g'))"


def _indicator(kind: Kind, column: str) -> str:
    """The indicator of a column; all columns of the demographics are parts of one."""
    named = "" if kind.name in ("demographics", "idmc") else f"-{column.replace('_', '-')}"
    return f"{SOURCE}-{kind.name}{named}"


def _part(kind: Kind, column: str) -> str:
    """The part of the population that a column of the demographics is of: `f_60` is age=60+;sex=f."""
    sex, _, age = column.partition("_")
    if kind.name != "demographics" or column == "total":
        return ""
    if age == "total":
        return f"sex={sex}"
    return f"age={'60+' if age == '60' else age.replace('_', '-')};sex={sex}"


def _by_column(wide: Raw, texts: Mapping[int, str]) -> str:
    """SQL: a list of one text for every column of the file, empty where it has none."""
    return f"[{', '.join(quoted(texts.get(index, '')) for index in range(len(wide.headers)))}]"


def _not_read(wide: Raw, columns: Mapping[str, int], kind: Kind) -> Sequence[Problem]:
    """Columns that the kind is not known to have, and the names of countries, which their codes stand for."""
    read_ones = {_YEAR, _ORIGIN, _ASYLUM, kind.counted, *kind.dimensions, *kind.values}
    left = {name: at for name, at in columns.items() if name and name not in read_ones}
    named = ", ".join(wide.headers[at] for name, at in left.items() if name in _NAMES)
    told = []
    if named:
        found = f"names and UNHCR's own codes of countries were not read: {named}"
        told.append(
            note(
                "describing_columns",
                found,
                wide.where(),
                fix="nothing need be done; ISO codes stand for them",
            )
        )
    fix = "look whether UNHCR has changed the layout of its files"
    return told + [
        warning("column_not_read", "the column is not known and was not read", wide.where(at), fix=fix)
        for name, at in sorted(left.items(), key=lambda each: each[1])
        if name not in _NAMES
    ]

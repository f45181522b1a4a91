"""Which statement stands, beside an oracle in plain Python: a dictionary, written in order of approval."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.kernel.problem import InputProblem
from istmo.kernel.tables import FIGURES, TABLES
from istmo.release.parts import settle, unite
from istmo.release.sql import connect, load, names
from tests.property import of
from tests.unit.release import made
from tests.unit.release.made import figure, part

KEY = [FIGURES.names.index(name) for name in FIGURES.key]

figures = st.builds(
    figure,
    place=st.sampled_from(["SV", "HN"]),
    period_start=st.sampled_from([None, date(2016, 1, 1)]),
    agency=st.sampled_from([None, "usaid"]),
    breakdown=st.sampled_from(["", "sex=f"]),
    as_of=st.sampled_from([None, date(2017, 1, 1)]),
    value=st.decimals(0, 9, places=1),
    row=st.integers(2, 4),
)
parts = st.lists(st.lists(figures, max_size=8), max_size=4)
holds = st.sets(st.tuples(st.sampled_from(["p0", "p1", "p2"]), st.integers(2, 4)), max_size=2)


def key(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(row[at] for at in KEY)


def oracle(
    given_parts: list[list[tuple[Any, ...]]], held: set[tuple[str, int]]
) -> tuple[dict[Any, Any], list[Any]] | None:
    """Key -> (submission, value), and the restated ones; None where a part says a key twice."""
    at_row, at_value = FIGURES.names.index("row"), FIGURES.names.index("value")
    stands: dict[Any, Any] = {}
    said: list[tuple[Any, str, Decimal]] = []
    for number, rows in enumerate(given_parts):
        name = f"p{number}"
        free = [row for row in rows if (name, row[at_row]) not in held]
        if len({key(row) for row in free}) < len(free):
            return None
        for row in free:
            said.append((key(row), name, row[at_value]))
            stands[key(row)] = (name, row[at_value])
    restated = [(k, name, value, stands[k][0]) for k, name, value in said if stands[k][0] != name]
    return stands, restated


def settled(folder: Path, given_parts: list[list[tuple[Any, ...]]], held: set[tuple[str, int]]) -> Any:
    parts = [part(folder / f"p{number}.parquet", rows) for number, rows in enumerate(given_parts)]
    with connect(folder / "spill") as connection:
        told = [made.row(TABLES["holds"], submission=code, row=at, reason="why") for code, at in sorted(held)]
        load(connection, TABLES["holds"], told)
        unite(connection, FIGURES, parts)
        try:
            settle(connection)
        except InputProblem:
            return None
        columns = names(FIGURES.key)
        stands = connection.execute(f"select {columns}, submission, value from figures").fetchall()
        restated = connection.execute(
            f"select {columns}, submission, value, restated_by from revisions"
        ).fetchall()
    assert len({row[:-2] for row in stands}) == len(stands)
    return (
        {row[:-2]: (row[-2], row[-1]) for row in stands},
        [(row[:-3], row[-3], row[-2], row[-1]) for row in restated],
    )


@settings(max_examples=of(20), deadline=None)
@given(parts, holds)
def test_settle_is_what_a_dictionary_would_say(
    given_parts: list[list[tuple[Any, ...]]], held: set[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        found, wanted = settled(Path(folder), given_parts, held), oracle(given_parts, held)
    if wanted is None or found is None:
        assert found == wanted
    else:
        assert found[0] == wanted[0]
        assert Counter(found[1]) == Counter(wanted[1])

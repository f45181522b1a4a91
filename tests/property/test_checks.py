"""The set-wise checks against the same rules in plain Python, over small random files."""

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.collect.checks._catalogue import all_checks
from istmo.collect.checks._tables import Given
from istmo.collect.checks.runner import examine
from istmo.kernel.problem import Problem
from tests.property import of
from tests.unit.collect.checks.small import parquet, registers

CHECKS = {check.code: check for check in all_checks()}
COLUMNS = ("indicator", "place", "period", "role", "activity", "breakdown", "value")

Row = tuple[str, str, str, str, str, str, int]
ROWS: st.SearchStrategy[list[Row]] = st.lists(
    st.tuples(
        st.sampled_from(["people-trained", "sales", "pass-share", "peopel-trained"]),
        st.sampled_from(["SV", "HN", "ZZ"]),
        st.sampled_from(["FY2016", "FY2017", "undated"]),
        st.sampled_from(["result", "target"]),
        st.sampled_from(["courts", ""]),
        st.sampled_from(["", "sex=f", "sex=m", "age=15-24", "age=15-24;sex=f"]),
        st.integers(0, 9),
    ),
    max_size=14,
)


def found(code: str, rows: list[Row], last: list[Row] | None = None) -> tuple[Problem, ...]:
    """Problems of one check over these rows."""
    with TemporaryDirectory() as folder:
        files = {
            name: parquet(text(each), Path(folder) / f"{name}.parquet")
            for name, each in (("new", rows), ("last", last))
            if each is not None
        }
        tables = Given(figures=files["new"], last=files.get("last"), tables=registers())
        return examine(tables, checks=[CHECKS[code]]).problems


def text(rows: list[Row]) -> str:
    """Rows as CSV."""
    return "\n".join([",".join(COLUMNS), *(",".join(map(str, row)) for row in rows)]) + "\n"


def rows_told(problems: tuple[Problem, ...]) -> set[int | None]:
    """The rows of the file that are told; complete while no group has more than five."""
    return {place.row for problem in problems for place in problem.places}


@settings(max_examples=of(25), deadline=None)
@given(ROWS)
def test_duplicates_are_those_a_dictionary_finds(rows: list[Row]) -> None:
    times = Counter(row[:6] for row in rows)
    expected = sum(count for count in times.values() if count > 1)
    problems = found("duplicate_figure", rows)
    assert sum(problem.count for problem in problems) == expected


@settings(max_examples=of(25), deadline=None)
@given(ROWS)
def test_unknown_codes_are_those_not_in_the_list(rows: list[Row]) -> None:
    expected = sum(row[1] == "ZZ" for row in rows)
    assert sum(problem.count for problem in found("unknown_place", rows)) == expected


@settings(max_examples=of(25), deadline=None)
@given(ROWS)
def test_parts_above_a_total_are_those_a_loop_finds(rows: list[Row]) -> None:
    distinct = list({row[:6]: row for row in rows}.values())
    parts: dict[tuple[str, ...], int] = defaultdict(int)
    totals: dict[tuple[str, ...], int] = {}
    for row in distinct:
        series, breakdown, value = row[:5], row[5], row[6]
        if row[0] not in ("people-trained", "sales"):
            continue
        if breakdown and ";" not in breakdown:
            parts[(*series, breakdown.partition("=")[0])] += value
        if not breakdown:
            totals[series] = value
    expected = sum(key[:5] in totals and told > totals[key[:5]] for key, told in parts.items())
    assert sum(problem.count for problem in found("parts_above_total", distinct)) == expected


@settings(max_examples=of(25), deadline=None)
@given(ROWS, ROWS)
def test_large_changes_are_those_a_loop_finds(rows: list[Row], before: list[Row]) -> None:
    new = list({row[:6]: row for row in rows}.values())
    last = list({row[:6]: row for row in before}.values())
    earlier = {(*row[:2], *row[3:6]): row[6] for row in last if row[2] == "FY2016" and row[3] == "result"}
    known = ("people-trained", "sales", "pass-share")
    expected = set()
    for number, row in enumerate(new, start=2):
        was = earlier.get((*row[:2], *row[3:6]))
        if was and row[2] == "FY2017" and row[0] in known and not Decimal(was) / 3 <= row[6] <= was * 3:
            expected.add(number)
    assert rows_told(found("large_change", new, last)) == expected

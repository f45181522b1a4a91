"""The checks that compare figures with one another against the same rules in plain Python."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property import of
from tests.property.test_checks import found, rows_told

Row = tuple[str, str, str, str, str, str, int]


def rows_of(*indicators: str, roles: tuple[str, ...] = ("result",)) -> st.SearchStrategy[list[Row]]:
    """Few rows of few values, each figure once, so that they often meet."""
    one = st.tuples(
        st.sampled_from(indicators),
        st.sampled_from(["SV", "HN", "CR", "HN-chamelecon", "northern-triangle"]),
        st.sampled_from(["FY2016", "FY2017", "FY2018"]),
        st.sampled_from(roles),
        st.sampled_from(["courts", ""]),
        st.sampled_from(["", "sex=f"]),
        st.integers(8, 12),
    )
    return st.lists(one, max_size=14, unique_by=lambda row: row[:6])


@settings(max_examples=of(40), deadline=None)
@given(rows_of("schools-built", "people-trained"))
def test_falls_of_a_running_total_are_those_a_loop_finds(rows: list[Row]) -> None:
    expected, before = set(), {}
    for number, row in sorted(enumerate(rows, start=2), key=lambda numbered: numbered[1][2]):
        series = (row[0], row[1], row[4], row[5])
        if row[0] == "schools-built" and row[6] < before.get(series, 0):
            expected.add(number)
        before[series] = row[6]
    assert rows_told(found("running_total_falls", rows)) == expected


@settings(max_examples=of(40), deadline=None)
@given(rows_of("schools-built"), rows_of("schools-built"))
def test_running_totals_below_the_published_are_those_a_loop_finds(rows: list[Row], last: list[Row]) -> None:
    published: dict[tuple[str, ...], Row] = {}
    for row in sorted(last, key=lambda row: row[2]):
        published[row[1], row[4], row[5]] = row
    restated = {row[:6] for row in rows}
    expected = {
        number
        for number, row in enumerate(rows, start=2)
        if (was := published.get((row[1], row[4], row[5])))
        and row[2] > was[2]
        and row[6] < was[6]
        and was[:6] not in restated
    }
    assert rows_told(found("running_total_lower", rows, last)) == expected


@settings(max_examples=of(40), deadline=None)
@given(rows_of("people-trained", "reform", roles=("result", "target")))
def test_copied_places_are_those_a_loop_finds(rows: list[Row]) -> None:
    series = defaultdict(list)
    for row in rows:
        if row[0] == "people-trained" and row[3] == "result":
            series[row[2], row[4], row[5]].append(row[6])
    copied = [
        values for values in series.values() if len(values) >= 3 and len(set(values)) == 1 and values[0] >= 10
    ]
    assert sum(problem.count for problem in found("copied_places", rows)) == sum(map(len, copied))


@settings(max_examples=of(40), deadline=None)
@given(rows_of("people-trained", "homicide-rate"))
def test_places_above_their_whole_are_those_a_loop_finds(rows: list[Row]) -> None:
    inside = {"northern-triangle": ("SV", "HN"), "HN": ("HN-chamelecon",)}
    values = {row[:6]: row[6] for row in rows if row[0] == "people-trained"}
    expected = set()
    for number, row in enumerate(rows, start=2):
        parts = [values.get((row[0], place, *row[2:6]), 0) for place in inside.get(row[1], ())]
        if row[0] == "people-trained" and sum(parts) > row[6]:
            expected.add(number)
    assert rows_told(found("places_above_whole", rows)) == expected


@settings(max_examples=of(40), deadline=None)
@given(
    rows_of("people-trained", roles=("target", "result")),
    rows_of("people-trained", roles=("target", "result")),
)
def test_revised_targets_are_those_a_loop_finds(rows: list[Row], last: list[Row]) -> None:
    before = {row[:6]: row[6] for row in last if row[3] == "target"}
    expected = sum(row[6] != before.get(row[:6], row[6]) for row in rows if row[3] == "target")
    assert sum(problem.count for problem in found("target_revised", rows, last)) == expected


@settings(max_examples=of(60), deadline=None)
@given(
    st.lists(st.integers(1, 2), min_size=3, max_size=7), st.lists(st.integers(1, 2), min_size=3, max_size=7)
)
def test_a_copied_year_is_one_where_all_are_the_same(now: list[int], before: list[int]) -> None:
    def year(period: str, values: list[int]) -> list[Row]:
        places = ("SV", "HN", "CR", "HN-chamelecon")
        series = [("people-trained", place, each) for each in ("", "sex=f") for place in places]
        return [
            (code, place, period, "result", "courts", each, value)
            for (code, place, each), value in zip(series, values, strict=False)
        ]

    both = list(zip(now, before, strict=False))
    copied = len(both) >= 5 and all(new == old for new, old in both)
    problems = found("copied_year", year("FY2017", now), year("FY2016", before))
    assert sum(problem.count for problem in problems) == (len(both) if copied else 0)

"""Totals over time, of parts and under decisions equal their plain-Python oracle, whatever is told when by whom."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import progress
from istmo.analyse.totals import totals
from istmo.analyse.wanted import Wanted
from istmo.kernel.period import Period
from tests.oracle.progress import progress as oracle
from tests.oracle.series import ALWAYS, Time
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.oracle.upward import upward
from tests.property import of
from tests.property.test_analyse_progress import CELLS, EMPTY, KEY, key
from tests.property.test_analyse_upward import MEMBERS, PLACES

STORE = Store()
Rows = dict[str, list[dict[str, Any]]]

INDICATORS = [
    {"code": "people", "counts": "people", "over_series": "range"},
    {"code": "things"},
    {"code": "fewer", "direction": "down"},
    {"code": "money", "measure": "amount", "valid_min": Decimal(-100)},
    {"code": "stock", "time": "stock"},
    {"code": "running", "time": "running"},
    {"code": "enrolled", "time": "running", "counts": "people", "over_series": "range"},
    {"code": "share", "measure": "ratio", "over_series": "ratio", "per": Decimal(100)},
    {"code": "access", "measure": "ratio", "time": "stock", "over_series": "ratio", "per": Decimal(100)},
    {"code": "days", "measure": "quantity", "time": "none", "over_places": "none", "over_series": "none", "direction": "down"},
]  # fmt: skip
QUARTERS = ["2016-Q4", "2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]
YEARS = ["FY2016", "FY2017", "FY2018", "2017", "FY2017/FY2018"]
PERIODS = [*QUARTERS * 3, *YEARS * 2, "2016-10/2017-03", "2017-H1", "2016-11", "2011/..", "undated"]
NUMBERS = st.sampled_from([Decimal(text) for text in ("0", "1", "2", "2.5", "3", "10", "0.000000001")])
BREAKDOWNS = [
    *[""] * 9,
    "new=yes",
    "new=yes",
    "new=no",
    "sex=f",
    "sex=f",
    "sex=m",
    "sex=m",
    "age=old",
    "age=young",
    "language=maya",
]
DAYS = st.sampled_from([None, date(2016, 6, 1), date(2016, 12, 1), date(2017, 12, 1)])


def dimension(
    code: str, *categories: str, exclusive: bool = True
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    row = {"code": code, "title": code, "exclusive": exclusive, "complete": exclusive}
    return row, [
        {"dimension": code, "code": name, "title": name, "position": at} for at, name in enumerate(categories)
    ]


DIMENSIONS = [
    dimension("new", "yes", "no"),
    dimension("sex", "f", "m"),
    dimension("age", "old", "young"),
    dimension("language", "maya", exclusive=False),
]
FIXED: Rows = {
    "frameworks": [{"code": "f", "title": "F", "version": "1"}],
    "agencies": [
        {"code": "a", "name": "A", "own": True},
        {"code": "b", "name": "B", "own": None},
        {"code": "other", "name": "O", "own": False},
    ],
    "activities": [
        {"code": "x", "title": "X", "starts_on": date(2015, 6, 1), "ends_on": date(2017, 3, 31)},
        {"code": "y", "title": "Y", "starts_on": None, "ends_on": None},
        {"code": "z", "title": "Z", "starts_on": date(2016, 10, 1), "ends_on": date(2019, 9, 30)},
    ],
    "places": PLACES,
    "place_members": MEMBERS,
    "calls": [
        {"code": "c", "title": "C", "reporting_year": "FY2017"},
        {"code": "d", "title": "D", "reporting_year": "2017"},
    ],
    "dimensions": [row for row, _ in DIMENSIONS],
    "categories": [row for _, rows in DIMENSIONS for row in rows],
}


@st.composite
def figures(draw: Any, code: str, places: list[str], who: list[tuple[Any, Any]]) -> dict[str, Any]:
    """One statement of one of these agencies with an activity."""
    period = Period.parse(draw(st.sampled_from(PERIODS)))
    breakdown = draw(st.sampled_from(BREAKDOWNS))
    agency, activity = draw(st.sampled_from(who))
    figure = CELLS | FIGURE | {
        "indicator": code,
        "place": draw(st.sampled_from(places)),
        "period_start": period.start,
        "period_end": period.end,
        "cohort": draw(st.sampled_from([None] * 7 + ["FY2016"])),
        "reporting_year": draw(st.sampled_from([None, None, None, "FY2017"])),
        "agency": agency,
        "activity": activity,
        "role": draw(st.sampled_from(["result"] * 5 + ["target"] * 2 + ["baseline"])),
        "span": draw(st.sampled_from(["period"] * 7 + ["life"])),
        "breakdown": breakdown,
        "state": draw(st.sampled_from(["reported"] * 9 + ["withheld", "not_available", "not_applicable"])),
        "unit": draw(st.sampled_from([None] + ["u"] * 8 + ["v"])),
        "qualifier": draw(st.sampled_from([None] * 4 + ["exact"] * 3 + ["about", "at_least", "at_most"])),
        "maturity": draw(st.sampled_from([None, None, "preliminary", "revised", "final"])),
        "as_of": draw(st.sampled_from([None] * 5 + [date(2017, 12, 1)])),
        "stated_on": draw(DAYS),
        "source": draw(st.sampled_from([None] * 4 + ["s1"])),
    }  # fmt: skip
    if breakdown:
        figure |= {
            "span": "period",
            "as_of": None,
            "stated_on": None,
            "source": None,
            "qualifier": None,
            "unit": "u",
        }
    return figure | draw(told(figure)) if figure["state"] == "reported" else figure


def told(figure: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A number, a range, a share or only words."""
    shape = st.sampled_from(["value"] * 8 + ["parts"] * 2 + ["range", "open range", "only range", "words"])

    def cells(shape: str, numbers: list[Decimal]) -> dict[str, Any]:
        low, value, high = sorted(numbers)
        return {
            "value": {"value": numbers[0]},
            "parts": {"numerator": numbers[0], "denominator": numbers[1]},
            "range": {"low": low, "value": value, "high": high},
            "open range": {"low": low, "value": value},
            "only range": {"low": low, "high": high},
            "words": {},
        }[shape]

    return st.builds(
        cells, st.just("value") if figure["breakdown"] else shape, st.lists(NUMBERS, min_size=3, max_size=3)
    )


#: So many indicators stand in one release: asking costs the same for one or for many.
CASES = 16


@st.composite
def case(draw: Any, code: str, places: list[str]) -> Rows:
    """One indicator: what was told of it, asked for and decided."""
    agencies, activities = (
        st.sampled_from(["a", "a", "a", "b", "other", None]),
        st.sampled_from([None, "x", "x", "y", "z"]),
    )
    who = draw(st.lists(st.tuples(agencies, activities), min_size=1, max_size=3))
    some = draw(st.lists(st.sampled_from(places), min_size=1, max_size=3))
    drawn = draw(st.lists(figures(code, some, who), min_size=3, max_size=10))
    unique = {tuple(figure[name] for name in KEY): figure for figure in drawn}
    asked = st.tuples(
        st.sampled_from(["c", "d"]),
        st.sampled_from(["a", "b", "other"]),
        st.just(code),
        st.sampled_from([*some, ""]),
        st.sampled_from(["", "x", "y"]),
    )
    names = ("call", "agency", "indicator", "place", "activity")
    decision = {"indicator": code, "place": some[0], "period": "FY2017", "value": Decimal(7)}
    how = draw(st.sampled_from([None, "sum", "max", "custom"]))
    return {
        "figures": list(unique.values()),
        "expected": [
            dict(zip(names, row, strict=True)) for row in draw(st.lists(asked, max_size=2, unique=True))
        ],
        "overlaps": [decision | {"decision": how}] if how and code.startswith(("people", "enrolled")) else [],
    }


@st.composite
def tables(draw: Any, places: list[str]) -> Rows:
    """A release of several indicators, which share only the last day known of."""
    kinds = draw(st.lists(st.sampled_from(INDICATORS), min_size=CASES // 2, max_size=CASES))
    latest = draw(st.sampled_from([date(2016, 12, 31), date(2017, 6, 30), date(2017, 9, 30), date.max]))
    indicators = []
    drawn: Rows = {"figures": [], "expected": [], "overlaps": []}
    for at, kind in enumerate(kinds):
        code = f"{kind['code']}-{at}"
        indicators.append(dict.fromkeys(EMPTY) | INDICATOR | kind | {"code": code})
        for name, listed in draw(case(code, places)).items():
            drawn[name] += listed
    early = [f for f in drawn["figures"] if f["role"] != "result" or (f["period_end"] or date.min) <= latest]
    return FIXED | drawn | {"figures": early, "indicators": indicators}


TIMES = st.sampled_from(
    [{}] * 3
    + [{"period": code} for code in ("FY2017", "FY2017", "2017", "FY2018", "FY2017/FY2018", "2017-Q1")]
    + [{"reporting_year": code} for code in ("FY2017", "FY2017", "2017")]
)
NAMES = (
    "result", "result_low", "result_high", "qualifier", "maturity", "target", "status", "achievement", "reported",
    "expected", "untargeted_result", "unreported_target", "target_status",
)  # fmt: skip


def time_of(asked: dict[str, str]) -> Time:
    """The time as the oracle takes it."""
    if not asked:
        return ALWAYS
    [(name, code)] = asked.items()
    period = Period.parse(code)
    return Time(period.start, period.end, code if name == "reporting_year" else None)


def differences(rows: Rows, asked: dict[str, str], within: str | None) -> list[str]:
    """Every cell in which the totals and the oracle differ."""
    time, where = time_of(asked), dict[str, object](asked)
    if within is None:
        answer = progress.ask(STORE.fill(rows), **where).dicts()
        wanted = oracle(rows, time)
    else:
        columns = totals(STORE.fill(rows), Wanted(within=within).over(where))
        answer = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
        wanted = upward(rows, within, time)
    told = {
        key(row): row
        for row in answer
        if time is ALWAYS or (row["period_start"], row["period_end"]) == (time.since, time.until)
    }
    wanted = {at: row for at, row in wanted.items() if time is ALWAYS or at[2:4] == (time.since, time.until)}
    if set(told) != set(wanted):
        return [f"rows: only told {set(told) - set(wanted)}, only of the oracle {set(wanted) - set(told)}"]
    return [
        f"{at}: {name} is {told[at][name]}, oracle {value}"
        for at, cells in wanted.items()
        for name, value in cells.items()
        if name in NAMES and told[at][name] != value
    ]


SETTINGS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
#: A case has some hundred figures; where one fails they are all shown.
AT_LENGTH = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
PLACED = tables(["HN", "HN-1", "SV"])


@AT_LENGTH
@settings(max_examples=of(10), **SETTINGS)
@given(tables(["HN", "HN", "SV"]), TIMES)
def test_totals_over_time_equal_the_oracle(rows: Rows, asked: dict[str, str]) -> None:
    assert differences(rows, asked, None) == []


@AT_LENGTH
@pytest.mark.slow
@settings(max_examples=of(500), **SETTINGS)
@given(tables(["HN", "HN", "SV"]), TIMES)
def test_totals_over_time_equal_the_oracle_at_length(rows: Rows, asked: dict[str, str]) -> None:
    assert differences(rows, asked, None) == []


@AT_LENGTH
@settings(max_examples=of(8), **SETTINGS)
@given(PLACED, TIMES, st.sampled_from(["", "CA", "HN"]))
def test_totals_over_time_up_to_a_place_equal_the_oracle(
    rows: Rows, asked: dict[str, str], within: str
) -> None:
    assert differences(rows, asked, within) == []


@AT_LENGTH
@pytest.mark.slow
@settings(max_examples=of(500), **SETTINGS)
@given(PLACED, TIMES, st.sampled_from(["", "CA", "HN"]))
def test_totals_over_time_up_to_a_place_equal_the_oracle_at_length(
    rows: Rows, asked: dict[str, str], within: str
) -> None:
    assert differences(rows, asked, within) == []

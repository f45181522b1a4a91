"""The question coverage equals its plain-Python oracle."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import coverage
from tests.oracle.coverage import coverage as oracle
from tests.oracle.coverage import in_no_plan
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()

NODES = [("f", code) for code in ("L1", "L2", "O1", "O2", "S1")] + [("g", "O9")]
FIXED: dict[str, list[dict[str, Any]]] = {
    "frameworks": [
        {"code": "f", "title": "F", "version": "1", "standing": "main"},
        {"code": "g", "title": "G", "version": "1", "standing": "past"},
    ],
    "nodes": [
        {"framework": f, "code": code, "level": "node", "title": code, "position": at}
        for at, (f, code) in enumerate(NODES, 1)
    ],
    # O2 stands under both lines.
    "node_parents": [
        {"framework": "f", "node": node, "parent": parent, "position": 1}
        for node, parent in (("O1", "L1"), ("O2", "L1"), ("O2", "L2"), ("S1", "O2"))
    ],
    "agencies": [
        {"code": "a", "name": "A", "own": True},
        {"code": "b", "name": "B", "own": None},
        {"code": "other", "name": "O", "own": False},
    ],
    "places": [
        {"code": "HN", "name": "Honduras", "kind": "country", "parent": "CA"},
        {"code": "SV", "name": "El Salvador", "kind": "country", "parent": "CA"},
        {"code": "town", "name": "Town", "kind": "community", "parent": "HN"},
        {"code": "quarter", "name": "Quarter", "kind": "community", "parent": "town"},
        {"code": "shared", "name": "Not split", "kind": "unattributed", "parent": "CA"},
        {"code": "CA", "name": "Central America", "kind": "group", "parent": None},
    ],
    "place_members": [{"place": "CA", "member": member} for member in ("HN", "SV", "shared")],
    "benchmarks": [],
    "indicators": [
        *({**INDICATOR, "code": code} for code in ("i1", "i2", "i3")),
        {**INDICATOR, "code": "rain", "kind": "context"},
    ],
    "calls": [
        {"code": "c", "title": "C", "reporting_year": "FY2017"},
        {"code": "d", "title": "D", "reporting_year": "2016"},
    ],
}
PERIODS = [
    (date(2016, 10, 1), date(2017, 9, 30)),
    (date(2016, 1, 1), date(2016, 12, 31)),
    (date(2015, 1, 1), date(2015, 12, 31)),
    (date(2016, 10, 1), date(2016, 12, 31)),
]
PLACES = st.sampled_from(["HN", "SV", "town", "quarter", "shared", "CA"])
INDICATORS = st.sampled_from(["i1", "i1", "i2", "i3", "rain"])
AGENCIES = st.sampled_from(["a", "b", "other"])


def lists(*columns: tuple[str, Any], most: int) -> Any:
    """Rows of these columns, none twice."""
    row = st.tuples(*(values for _, values in columns))
    names = [name for name, _ in columns]
    return st.lists(row, max_size=most, unique=True).map(
        lambda rows: [dict(zip(names, one, strict=True)) for one in rows]
    )


PERIOD = ("period", st.sampled_from(PERIODS))
FIGURES = lists(
    ("indicator", INDICATORS),
    ("place", PLACES),
    ("agency", st.sampled_from(["a", "a", "b", "other", None])),
    ("activity", st.sampled_from([None, None, "x", "y", "z"])),
    ("role", st.sampled_from(["result", "result", "target", "baseline"])),
    ("state", st.sampled_from(["reported", "reported", "withheld"])),
    ("reporting_year", st.sampled_from([None, "FY2017"])),
    PERIOD,
    most=6,
)
HOLDS = lists(
    ("indicator", INDICATORS),
    ("place", PLACES),
    ("agency", st.sampled_from(["a", "b"])),
    ("activity", st.sampled_from([None, "x"])),
    ("role", st.sampled_from(["result", "target"])),
    PERIOD,
    most=2,
)
NAMED = st.sampled_from([None, "L1", "O1", "O2", "S1", "f/S1", "g/O9", "nowhere"])
ENDS = st.sampled_from([None, date(2016, 6, 1), date(2018, 1, 1)])


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    activities = [
        {"code": code, "title": code, "ends_on": draw(ENDS), "node": draw(NAMED)}
        | {"agency": draw(st.sampled_from([None, "a", "b", "other"])), "place": draw(st.none() | PLACES)}
        for code in ("x", "y", "z")[: draw(st.integers(0, 3))]
    ]
    codes = [activity["code"] for activity in activities]
    figures = [dated(FIGURE | row) for row in draw(FIGURES)]
    holds = [
        dated(row) | {"submission": "s", "row": at, "at": None, "reason": "r", "breakdown": None}
        for at, row in enumerate(draw(HOLDS))
    ]
    asked = [("call", st.sampled_from(["c", "d"])), ("agency", AGENCIES), ("indicator", INDICATORS)]
    asked += [("place", st.sampled_from(["", "HN", "town"])), ("activity", st.sampled_from(["", *codes]))]
    about = {"at": st.sampled_from([None, *NODES]), "indicator": st.sampled_from([None, "i1", "rain"])}
    about |= {"activity": st.sampled_from([None, *codes]), "evaluation": st.sampled_from(["e0", "e1"])}
    return FIXED | {
        "activities": activities,
        "activity_places": [
            row
            for row in draw(lists(("activity", st.sampled_from(["x", "y"])), ("place", PLACES), most=3))
            if row["activity"] in codes
        ],
        "figures": [f for f in figures if f["activity"] in (None, *codes)],
        "holds": [h for h in holds if h["activity"] in (None, *codes)],
        "expected": draw(lists(*asked, most=3)),
        "applicability": draw(
            lists(
                ("indicator", INDICATORS),
                ("place", st.sampled_from(["", "HN", "town", "SV"])),
                ("agency", st.sampled_from(["", "", "a", "other"])),
                most=3,
            )
        ),
        "indicator_nodes": [
            {"indicator": row["indicator"], "framework": row["node"][0], "node": row["node"][1]}
            for row in draw(lists(("indicator", INDICATORS), ("node", st.sampled_from(NODES)), most=5))
        ],
        "evaluations": [
            {"code": code, "title": "E", "status": draw(st.sampled_from(["done", "published", "planned"]))}
            for code in ("e0", "e1")
        ],
        "evaluation_links": [
            about_one({name: draw(values) for name, values in about.items()}) | {"position": at}
            for at in range(draw(st.integers(0, 3)))
        ],
    }


def about_one(row: dict[str, Any]) -> dict[str, Any]:
    framework, node = row.pop("at") or (None, None)
    return row | {"framework": framework, "node": node}


def dated(row: dict[str, Any]) -> dict[str, Any]:
    start, end = row["period"]
    return {name: cell for name, cell in row.items() if name != "period"} | {
        "period_start": start,
        "period_end": end,
    }


def key(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] or "" for name in ("scope", "framework", "node", "place", "agency"))


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_coverage_equals_the_oracle(drawn: dict[str, list[dict[str, Any]]]) -> None:
    rows = coverage.ask(STORE.fill(drawn)).dicts()
    matrix = [row for row in rows if row["scope"] not in ("activity in no plan", "figures without activity")]
    told = {key(row): row for row in matrix}
    wanted = oracle(drawn)
    assert len(told) == len(matrix)
    assert set(told) == set(wanted)
    wrong = [
        f"{at}: {name} is {told[at][name]}, oracle {value}"
        for at, counts in wanted.items()
        for name, value in counts.items()
        if told[at][name] != value
    ]
    assert wrong == []
    listed = [row for row in rows if row["scope"] == "activity in no plan"]
    unplanned = {
        (row["activity"], row["place"] or "", row["agency"] or ""): (row["indicators"], row["figures"])
        for row in listed
    }
    assert unplanned == in_no_plan(drawn)
    assert len(unplanned) == len(listed)


@settings(max_examples=of(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_coverage_is_the_same_in_any_order(drawn: dict[str, list[dict[str, Any]]], chance: Any) -> None:
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    first = coverage.ask(STORE.fill(drawn)).rows
    assert coverage.ask(STORE.fill(shuffled)).rows == first


@settings(max_examples=of(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_one_framework_asked_alone_is_the_same(drawn: dict[str, list[dict[str, Any]]]) -> None:
    every = coverage.ask(STORE.fill(drawn)).where({"framework": "f"}).rows
    assert coverage.ask(STORE, framework="f").rows == every

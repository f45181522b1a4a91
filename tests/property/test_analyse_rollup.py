"""The lines of rollup equal their plain-Python oracle, and lines with the reconciling rows make the total."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import rollup
from tests.oracle.rollup import lines
from tests.oracle.store import INDICATOR, Store
from tests.property import of
from tests.unit.analyse.small import REGISTERS, figure

STORE = Store()
NODES = [(framework, f"{framework}{n}") for framework in ("f", "g") for n in range(5)]
CODES = ["a", "b", "c", "weather"]
Tables = dict[str, list[dict[str, Any]]]


@st.composite
def tables(draw: Any) -> Tables:
    order = draw(st.permutations(range(len(NODES))))
    # A parent has the lower number, so that nobody is above himself.
    pairs = [(f, a, b) for f, a in NODES for g, b in NODES if f == g and a < b]
    parents = draw(st.lists(st.sampled_from(pairs), max_size=6, unique=True))
    measured = st.tuples(st.sampled_from(CODES), st.sampled_from(NODES))
    matches = st.sampled_from(["exact", "close", "broad", "narrow", "related"])
    links = st.tuples(st.sampled_from(NODES[:5]), st.sampled_from(NODES[5:]), matches, st.booleans())
    linked = draw(st.lists(links, max_size=4, unique_by=lambda link: link[:2]))
    return REGISTERS | {
        "frameworks": [
            {"code": "f", "title": "F", "version": "1", "standing": draw(st.sampled_from(["main", None]))},
            {"code": "g", "title": "G", "version": "1", "standing": "past"},
        ],
        "nodes": [
            {"framework": f, "code": code, "level": "goal", "title": code, "position": position}
            for (f, code), position in zip(NODES, order, strict=True)
        ],
        "node_parents": [
            {"framework": f, "node": node, "parent": parent, "position": 1} for f, parent, node in parents
        ],
        "indicators": [
            INDICATOR | {"code": code, "kind": "context" if code == "weather" else "output"} for code in CODES
        ],
        "indicator_nodes": [
            {"indicator": code, "framework": f, "node": node}
            for code, (f, node) in draw(st.lists(measured, max_size=6, unique=True))
        ],
        "links": [
            {"framework": x[0], "node": x[1], "to_framework": y[0], "to_node": y[1], "match": match}
            for one, two, match, turned in linked
            for x, y in [(two, one) if turned else (one, two)]
        ],
        "figures": [figure("result", n, indicator=code) for n, code in enumerate("ab", 2)]
        + [figure("target", 2, indicator="a")],
    }


@settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sampled_from("fg"))
def test_lines_equal_the_oracle(rows: Tables, framework: str) -> None:
    told = [
        (line.depth, line.line, line.node, line.indicator, line.link, line.via)
        for line in rollup.read(STORE.fill(rows), framework)
    ]
    assert told == lines(rows, framework)


@settings(max_examples=of(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_lines_and_reconciling_rows_make_the_total(rows: Tables) -> None:
    answer = rollup.ask(STORE.fill(rows)).dicts()
    for framework in "fg":
        told = [row for row in answer if row["framework"] == framework]
        for name in ("indicators", "with_results", "with_targets", "totals", "met", "not_judged"):
            counted = [row for row in told if row["indicators"] is not None]
            parts = [row[name] for row in counted if row["depth"] == 0 or row["row"] == "shared"]
            assert sum(parts) == next(row[name] for row in counted if row["row"] == "total")
        for code in "ab":
            of_one = [row for row in told if row["indicator"] == code and row["result"] is not None]
            printed = sum((row["result"] for row in of_one if row["row"] != "total"), Decimal(0))
            assert printed == (of_one[0]["result"] if of_one else 0)

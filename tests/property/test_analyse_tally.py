"""The question tally equals its plain-Python oracle."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import tally
from tests.oracle.store import Store
from tests.oracle.tally import tally as oracle
from tests.property import of
from tests.property.test_analyse_progress import INDICATORS, KEY, figures, whole

STORE = Store()
COUNTS = ("targets", "met", "missed", "not_reported", "too_early", "not_judged", "untargeted")
CODES = ("people", "things", "fewer", "percent", "days", "state")
NODES: dict[str, list[dict[str, Any]]] = {
    "nodes": [
        {"framework": "f", "code": code, "level": "line", "title": code, "position": at}
        for at, code in enumerate(("A", "B", "a1", "both"))
    ],
    "node_parents": [
        {"framework": "f", "node": node, "parent": parent, "position": 1}
        for node, parent in (("a1", "A"), ("both", "A"), ("both", "B"))
    ],
    "indicator_nodes": [
        {"framework": "f", "indicator": code, "node": node}
        for code, node in zip(CODES, ("a1", "both", "B", "A", "both", "a1"), strict=True)
    ],
}
SERIES = st.lists(st.sampled_from(CODES).flatmap(figures), max_size=10).map(
    lambda drawn: list({tuple(one.get(name) for name in KEY): one for one in drawn}.values())
)


@settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SERIES)
def test_tally_equals_the_oracle(drawn: list[dict[str, Any]]) -> None:
    tables = NODES | whole({"figures": drawn, "expected": [], "calls": []})
    told = {}
    for row in tally.ask(STORE.fill(tables)).dicts():
        if row["row"] in ("agency", "place", "line", "total"):
            told[row["row"], row["agency"] or row["place"] or row["line"] or ""] = [
                row[name] for name in COUNTS
            ]
    wanted = {at: [counts[name] for name in COUNTS] for at, counts in oracle(tables).items()}
    assert {at: row for at, row in told.items() if any(row)} == wanted


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SERIES)
def test_lines_and_what_they_share_make_the_total(drawn: list[dict[str, Any]]) -> None:
    rows = tally.ask(STORE.fill(NODES | whole({"figures": drawn}))).dicts()
    for name in COUNTS:
        [total] = [row[name] for row in rows if row["row"] == "total"]
        assert total == sum(row[name] for row in rows if row["row"] in ("line", "shared"))
        assert total == sum(row[name] for row in rows if row["row"] == "agency")


def test_indicators_of_the_test_are_those_of_progress() -> None:
    assert set(CODES) <= {row["code"] for row in INDICATORS}
    assert Decimal(100) in [row.get("per") for row in INDICATORS]

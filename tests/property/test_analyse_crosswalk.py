"""A crosswalk equals its plain-Python oracle, agrees with rollup where both tell, and counts everything once."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import crosswalk, rollup
from tests.oracle.crosswalk import told
from tests.oracle.store import Store
from tests.property import of
from tests.property.test_analyse_rollup import Tables, tables

STORE = Store()
SLOW = settings(max_examples=of(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked(rows: Tables, **where: Any) -> list[dict[str, Any]]:
    return crosswalk.ask(STORE.fill(rows), **where).dicts()


@SLOW
@given(tables(), st.sampled_from("fg"), st.sampled_from([None, "f", "g"]))
def test_crosswalk_equals_the_oracle(rows: Tables, to: str, other: str | None) -> None:
    answer = asked(rows, to=to, other=other)
    matches = {(r["node"], r["other"], r["other_node"], r["match"]) for r in answer if r["row"] == "match"}
    held = {(r["node"], r["indicator"], r["match"], r["via"]) for r in answer if r["row"] == "indicator"}
    silent = {r["node"] for r in answer if r["row"] == "node" and not r["reached"]}
    left = {r["indicator"] for r in answer if r["row"] == "apart"}
    assert (matches, held, silent, left) == told(rows, to, other)


@SLOW
@given(tables())
def test_rollup_of_a_partner_carries_the_same(rows: Tables) -> None:
    printed = {
        (line.node, line.indicator, line.link, line.via)
        for line in rollup.read(STORE.fill(rows), "g")
        if line.indicator
    }
    carried = {
        (r["node"], r["indicator"], r["match"], r["via"])
        for r in asked(rows, to="g")
        if r["row"] == "indicator"
    }
    assert carried == printed


@SLOW
@given(tables(), st.sampled_from("fg"))
def test_everything_counts_once(rows: Tables, to: str) -> None:
    answer = asked(rows, to=to)
    (total,) = [row for row in answer if row["row"] == "total"]
    here = {row["indicator"] for row in answer if row["row"] == "indicator"}
    once = [row["indicator"] for row in answer if row["counted"]]
    assert sorted(once) == sorted(here)
    assert total["indicators"] == len(here)
    assert total["nodes"] == sum(row["row"] == "node" for row in answer)
    sums = {row["indicator"]: row["result"] for row in answer if row["counted"] and row["result"] is not None}
    assert sums == {code: number for code, number in (("a", 2), ("b", 3)) if code in here}


@SLOW
@given(tables(), st.sampled_from("fg"))
def test_what_is_not_exact_says_so_in_its_own_row(rows: Tables, to: str) -> None:
    for row in asked(rows, to=to):
        if row["row"] in ("match", "indicator"):
            assert row["exact"] is (row["match"] in (None, "exact"))
            assert row["told"].startswith("not exact: ") is not row["exact"]

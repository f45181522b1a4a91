"""The matrix of coverage equals its plain-Python oracle."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import coverage
from tests.oracle.matrix import matrix as oracle
from tests.oracle.store import Store
from tests.property import of
from tests.property.test_analyse_coverage import tables

STORE = Store()


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.lists(st.sampled_from(["roads", "schools"]), unique=True))
def test_matrix_equals_the_oracle(drawn: dict[str, list[dict[str, Any]]], sectors: list[str]) -> None:
    first = [activity["code"] for activity in drawn["activities"]][:1]
    stated = [{"activity": code, "vocabulary": "v", "sector": sector} for code in first for sector in sectors]
    filled = drawn | {"activity_sectors": stated}
    told = coverage.ask(STORE.fill(filled), layout="matrix").dicts()
    about = ("activities", "indicators", "baseline", "target", "result", "evaluation")
    found = {
        tuple(row[name] or "" for name in ("agency", "sector", "place")): {name: row[name] for name in about}
        for row in told
    }
    assert len(found) == len(told)
    assert found == oracle(filled)

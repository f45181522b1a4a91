"""A draw equals its plain-Python oracle, in whatever order the figures stand; more of it begins with less of it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import sample
from istmo.kernel.problem import WrongUse
from tests.oracle.sample import KEY, draw
from tests.oracle.store import Store
from tests.property import of
from tests.property.test_analyse_progress import FIXED, INDICATORS, figures

STORE = Store()
SLOW = settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def drawn(draw_: Any) -> list[dict[str, Any]]:
    codes = st.sampled_from([i["code"] for i in INDICATORS])
    rows = [draw_(figures(draw_(codes))) for _ in range(draw_(st.integers(1, 12)))]
    return list({tuple(row.get(name) for name in KEY): row for row in rows}.values())


def tickets(rows: list[dict[str, Any]], **where: Any) -> list[str]:
    return [row["ticket"] for row in sample.ask(STORE.fill(FIXED | {"figures": rows}), **where).dicts()]


@SLOW
@given(drawn(), st.integers(1, 6), st.integers(0, 99), st.randoms(use_true_random=False))
def test_draw_equals_the_oracle_in_any_order(rows: list[dict[str, Any]], n: int, seed: int, rng: Any) -> None:
    wanted = draw(rows, n, seed)
    assert tickets(rows, n=n, seed=seed) == wanted
    assert len(set(wanted)) == min(n, len(rows))
    shuffled = rng.sample(rows, len(rows))
    assert tickets(shuffled, n=str(n), seed=str(seed)) == wanted
    assert tickets(rows, n=n + 1, seed=seed)[: len(wanted)] == wanted


@SLOW
@given(drawn(), st.sampled_from(["result", "target"]), st.sampled_from(["HN", "SV"]))
def test_conditions_narrow_before_the_draw(rows: list[dict[str, Any]], role: str, place: str) -> None:
    wanted = draw(rows, 3, 7, role=role, place=place)
    if wanted:
        assert tickets(rows, n=3, role=role, place=place) == wanted
    else:
        with pytest.raises(WrongUse, match="nothing to draw from"):
            tickets(rows, n=3, role=role, place=place)

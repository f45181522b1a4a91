"""The question revisions of one release equals its plain-Python oracle."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import revisions
from tests.oracle.revisions import revisions as oracle
from tests.oracle.store import INDICATOR, Store
from tests.property import of
from tests.property.test_analyse_progress import CELLS, EMPTY, FIXED, KEY, figures

STORE = Store()
INDICATORS = [
    {"code": "things"},
    {"code": "running", "time": "running", "preferred_source": "s2"},
    {"code": "percent", "measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)},
]
ALL = FIXED | {"indicators": [dict.fromkeys(EMPTY) | INDICATOR | indicator for indicator in INDICATORS]}
#: What a figure is told apart by in a release; the words of its period are not.
UNIQUE = [name for name in KEY if name != "period_as_written"]


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    code = draw(st.sampled_from([i["code"] for i in INDICATORS]))
    told = {"value_as_written": None, "submission": "s", "row": 2, "note": None}
    drawn = [CELLS | figure | told for figure in draw(st.lists(figures(code), max_size=8))]
    if code == "running" and draw(st.booleans()):
        usual = {"cohort": None, "agency": "a", "activity": "x", "role": "result", "span": "period"}
        drawn = [figure | usual | {"breakdown": "", "unit": "u"} for figure in drawn]
    unique = list({tuple(f.get(name) for name in UNIQUE): f for f in drawn}.values())
    earlier = []
    for figure in unique:
        for at in range(draw(st.sampled_from([0, 0, 1, 2]))):
            other = draw(figures(code))
            same = draw(st.booleans())
            said = {n: figure[n] if same else (CELLS | other)[n] for n in CELLS if n not in UNIQUE}
            words = draw(st.sampled_from([None, "some"]))
            earlier.append(
                figure | said | {"state": figure["state"] if same else other["state"]}
                | {"value_as_written": words, "submission": f"e{at}", "restated_by": "s"}
            )  # fmt: skip
    return ALL | {"figures": unique, "revisions": earlier}


def answer(rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return revisions.ask(STORE.fill(rows)).dicts()


@settings(max_examples=of(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_revisions_equal_the_oracle(rows: dict[str, list[dict[str, Any]]]) -> None:
    names = ("kind", "indicator", "place", "period_start", "period_end", "agency", "activity")
    told = [tuple(row[name] for name in names) for row in answer(rows)]
    wanted = oracle(rows)
    assert sorted(map(str, told)) == sorted(str(row[:7]) for row in wanted)
    if not any(row["indicator"] == "percent" for row in rows["figures"]):
        values = [(row["earlier_value"], row["later_value"]) for row in answer(rows)]
        assert sorted(map(plain, values)) == sorted(plain(row[7:]) for row in wanted)


def plain(pair: tuple[Decimal | None, ...]) -> tuple[str, ...]:
    return tuple("" if value is None else f"{value.normalize():f}" for value in pair)


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_revisions_are_the_same_in_any_order(rows: dict[str, list[dict[str, Any]]], chance: Any) -> None:
    first = answer(rows)
    assert answer({name: chance.sample(listed, len(listed)) for name, listed in rows.items()}) == first

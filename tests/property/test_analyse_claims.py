"""The structured rules of the question claims equal their plain-Python oracle; no claim is found twice by one rule."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import claims
from tests.oracle.claims import RULES, findings
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.property import of

STORE = Store()
YEARS = {
    "2015": (date(2015, 1, 1), date(2015, 12, 31)),
    "2017": (date(2017, 1, 1), date(2017, 12, 31)),
    "undated": (None, None),
}
INDICATORS = {
    "out": INDICATOR | {"code": "out", "kind": "outcome", "measure": "count"},
    "rate": INDICATOR | {"code": "rate", "kind": "outcome", "measure": "ratio", "per": 100},
    "change": INDICATOR | {"code": "change", "kind": "outcome", "measure": "change"},
    "around": INDICATOR | {"code": "around", "kind": "context", "measure": "amount", "direction": "none"},
}
NUMBERS = st.sampled_from([None, Decimal(2), Decimal(3), Decimal(5)])


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


@st.composite
def claim(draw: Any, code: str, before: list[dict[str, Any]]) -> dict[str, Any]:
    period = draw(st.sampled_from(list(YEARS)))
    indicator = draw(maybe(*INDICATORS))
    source = draw(st.sampled_from(["d", "d2"]))
    counted = [one["code"] for one in before if not one["twin"] and one["source"] != source]
    return {
        "code": code, "source": source, "text": "It is so.", "twin": draw(maybe(*counted)) if counted else None,
        "kind": draw(st.sampled_from(["result", "context", "caveat"])),
        "wording": draw(maybe("causal", "contributory", "none")),
        "indicator": indicator, "place": "HN" if indicator else None, "period": period,
        "period_start": YEARS[period][0], "period_end": YEARS[period][1],
        "value": draw(NUMBERS), "unit": draw(maybe("km", "USD")),
        "qualifier": draw(maybe("exact", "about", "at_least")), "maturity": draw(maybe("preliminary", "final")),
        "scope": draw(maybe("one village", "One village", "two")), "measures": draw(maybe("a", "b")),
        "cites": draw(maybe("police")), "groups_overlap": draw(maybe("yes", "no")),
    }  # fmt: skip


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    told: list[dict[str, Any]] = []
    for code in "ABCDE"[: draw(st.integers(1, 5))]:
        told.append(draw(claim(code, told)))
    codes = [one["code"] for one in told]
    relations = st.sampled_from(["limits", "sum_of", "part_of", "compared_with"])
    pairs = [(a, b) for a in codes for b in codes if a != b]
    links = (
        draw(st.lists(st.tuples(st.sampled_from(pairs), relations), max_size=4, unique=True)) if pairs else []
    )
    figures = {}
    for indicator, period, role, value, denominator, base in draw(
        st.lists(
            st.tuples(
                st.sampled_from(list(INDICATORS)),
                st.sampled_from(list(YEARS)),
                st.sampled_from(["result", "baseline", "target"]),
                NUMBERS,
                maybe(Decimal(40)),
                maybe("2014", "2017"),
            ),
            max_size=6,
        )
    ):
        role_here = "context" if indicator == "around" and role == "result" else role
        figures[indicator, period, role_here] = FIGURE | {
            "indicator": indicator, "place": "HN", "role": role_here, "value": value, "denominator": denominator,
            "period_start": YEARS[period][0], "period_end": YEARS[period][1], "base_period": base, "source": "d",
            "unit": "km", "qualifier": "exact",
        }  # fmt: skip
    return {
        "frameworks": [{"code": "f", "title": "F", "version": "1", "funds_from": draw(maybe("FY2016"))}],
        "sources": [{"code": code, "title": code, "kind": "own"} for code in ("d", "d2")],
        "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
        "indicators": list(INDICATORS.values()),
        "evaluations": [{"code": "e", "title": "E", "status": draw(st.sampled_from(["done", "running"]))}],
        "evaluation_links": [
            {"evaluation": "e", "position": 1, "indicator": code}
            for code in draw(maybe(("out",), ("rate",))) or ()
        ],
        "claims": told,
        "claim_links": [{"claim": a, "relation": relation, "other": b} for (a, b), relation in links],
        "figures": list(figures.values()),
    }


@given(tables())
@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_claims_equal_their_oracle(given_tables: dict[str, list[dict[str, Any]]]) -> None:
    found = claims.ask(STORE.fill(given_tables), row="finding").dicts()
    told = [(row["rule"], row["claim"], row["other"]) for row in found if row["rule"] in RULES]
    assert len(told) == len(set(told))
    assert set(told) == findings(given_tables)
    assert all(row["sentence"] for row in found)


@given(tables())
@settings(max_examples=of(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_counts_are_of_the_findings(given_tables: dict[str, list[dict[str, Any]]]) -> None:
    rows = claims.ask(STORE.fill(given_tables)).dicts()
    counts = {row["rule"]: row["found"] for row in rows if row["row"] == "rule"}
    findings_of = [row["rule"] for row in rows if row["row"] == "finding"]
    assert counts == {rule: findings_of.count(rule) for rule in counts}

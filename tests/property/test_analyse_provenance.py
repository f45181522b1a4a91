"""What provenance says counts is what the totals count: as many, and with the same sum, whatever is reported by whom."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import provenance
from istmo.analyse.totals import totals
from istmo.analyse.wanted import Wanted
from istmo.kernel.period import code_of
from tests.oracle.store import Store
from tests.property import of
from tests.property.test_analyse_upward import ALL, tables

STORE = Store()
SAME = ("period_start", "period_end", "period_as_written", "cohort", "span")


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    undated = row["period_start"] is None and row["period_end"] is None
    words = (row["period_as_written"] or "") if undated else ""
    return (row["period_start"], row["period_end"], words, row["cohort"] or "", row["span"])


def figures(release: Store, row: dict[str, Any], **place: str) -> list[dict[str, Any]]:
    """The figures behind one total, as provenance opens it."""
    period = code_of(row["period_start"], row["period_end"])
    answer = provenance.ask(release, indicator=row["indicator"], period=period, **place).dicts()
    assert all(told["told"] for told in answer)
    assert any(told["kind_of_row"] == "sentence" for told in answer)
    same = [told for told in answer if told["kind_of_row"] == "figure" and key(told)[3:] == key(row)[3:]]
    return same if period != "undated" else [told for told in same if key(told) == key(row)]


def compare(row: dict[str, Any], behind: list[dict[str, Any]]) -> None:
    counted = [told for told in behind if told["fate"] == "counts" and told["role"] == "result"]
    if "levels|" in row["remarks"] or "parts" in row["remarks"]:
        return  # results of parts stand there as one statement
    whole = [told for told in counted if key(told) == key(row)]
    if "how|" not in row["remarks"]:
        assert len(whole) == len(counted) == row["reported"], row
    values = [told["value"] for told in counted]
    if row["result"] is not None and row["named"].over_series == "sum" and None not in values:
        assert sum(values, Decimal(0)) == row["result"]


def check(drawn: dict[str, Any], within: str | None, which: int) -> None:
    release = STORE.fill(ALL | drawn)
    every = totals(release, Wanted(within=within))
    if not every["indicator"]:
        return
    one = {name: cells[which % len(every["indicator"])] for name, cells in every.items()}
    period = code_of(one["period_start"], one["period_end"])
    told = totals(release, Wanted(one["indicator"], within=within).over({"period": period}))
    rows = [{name: cells[at] for name, cells in told.items()} for at in range(len(told["indicator"]))]
    row = next((r for r in rows if (r["place"], *key(r)) == (one["place"], *key(one))), None)
    if row is None:
        return
    place = {"place": row["place"]} if within is None else {"within": within or "everywhere"}
    compare(row, figures(release, row, **place))


DRAWN = (tables(), st.sampled_from([None, "", "CA", "HN"]), st.integers(0, 6))


@settings(max_examples=of(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(*DRAWN)
def test_figures_that_count_make_the_total(drawn: dict[str, Any], within: str | None, which: int) -> None:
    check(drawn, within, which)


@pytest.mark.slow
@settings(max_examples=of(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(*DRAWN)
def test_figures_that_count_make_the_total_at_length(
    drawn: dict[str, Any], within: str | None, which: int
) -> None:
    check(drawn, within, which)

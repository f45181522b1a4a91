"""The question reconcile equals its plain-Python oracle."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import reconcile
from istmo.kernel.period import Period
from tests.oracle.reconcile import reconcile as oracle
from tests.oracle.store import Store
from tests.property import of
from tests.property.test_analyse_funds import EMPTY, FIXED

STORE = Store()
PERIODS = [
    Period.parse(code)
    for code in ("2015", "2016", "2017", "2015/2016", "2016/2017", "2015/2016-06", "FY2016")
]


@st.composite
def transactions(draw: Any) -> dict[str, Any]:
    period = draw(st.sampled_from(PERIODS))
    return {
        **EMPTY,
        "stage": draw(st.sampled_from(["allocated", "allocated", "committed", "not_stated"])),
        "amount": Decimal(draw(st.sampled_from(["10", "60", "85"]))),
        "currency": "USD",
        "kind": "increment",
        "as_of": None,
        "fund_year": draw(st.sampled_from([None, None, None, "FY2016"])),
        "period_start": period.start,
        "period_end": period.end,
        "provider": "state",
        "receiver": None,
        "account": draw(st.sampled_from([None, None, "ESF"])),
        "place": draw(st.sampled_from(["CA-un", "CA-un", "HN"])),
        "agency": None,
        "qualifier": None,
        "source": draw(st.sampled_from([None, "report", "page"])),
        "submission": "call/a/1",
    }


@settings(max_examples=of(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(transactions(), max_size=8))
def test_reconcile_equals_the_oracle(drawn: list[dict[str, Any]]) -> None:
    tables = FIXED | {"transactions": [row | {"row": at} for at, row in enumerate(drawn, 2)]}
    answer = reconcile.ask(STORE.fill(tables)).dicts()
    told = sorted((name_of(row), (row["stated"], row["parts"])) for row in answer)
    wanted = sorted((tuple(map(str, key)), pair) for key, pair in named(oracle(tables)))
    assert told == wanted


def name_of(row: dict[str, Any]) -> tuple[str, ...]:
    days = (row["period_start"], row["period_end"])
    stages = " + ".join(sorted(row["parts_stage"].split(" + ")))
    told = (
        row["stage"],
        *days,
        row["place"],
        row["whose"],
        row["provider"],
        row["source"],
        row["parts_source"],
    )
    return tuple(map(str, (*told, stages)))


def named(answer: dict[tuple[Any, ...], Any]) -> list[tuple[tuple[Any, ...], Any]]:
    """Without the mark that the year is that of the money, which the question tells as an assumption."""
    return [
        ((*key[:7], key[8], " + ".join(sorted(key[9].split(" + ")))), pair) for key, pair in answer.items()
    ]

"""Which statement of money stands, when a later call of the same reporter tells it again."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.kernel.tables import TABLES, TRANSACTIONS
from istmo.release.reader import open_release
from tests.unit.release.made import part, release, row, transaction

YEAR = {"period_start": date(2015, 10, 1), "period_end": date(2016, 9, 30)}


def built(folder: Path, reporters: dict[str, str], **submissions: list[dict[str, Any]]) -> tuple[Any, Any]:
    """What stands and what was restated, as submission and amount; submissions come in the order of approval."""
    parts = [
        part(
            folder / f"{code}.parquet",
            [
                transaction(**{"row": at, "fund_year": "FY2016", "agency": "usaid"} | cells)
                for at, cells in enumerate(rows, 2)
            ],
            table=TRANSACTIONS,
        )
        for code, rows in submissions.items()
    ]
    told = [
        row(TABLES["submissions"], code=code, agency=agency, version=1) for code, agency in reporters.items()
    ]
    release(folder / "r", transactions=parts, registers={"submissions": told})
    with open_release(folder / "r") as opened:
        stands = opened.query("SELECT submission, amount FROM transactions ORDER BY ALL")
        restated = opened.query(
            "SELECT submission, amount, restated_by FROM transaction_revisions ORDER BY ALL"
        )
    return stands, restated


def test_increment_told_again_in_a_later_call_restates_it(tmp_path: Path) -> None:
    stands, restated = built(tmp_path, {}, first=[{"amount": Decimal(10)}], second=[{"amount": Decimal(12)}])
    assert stands == [("second", 12)]
    assert restated == [("first", 10, "second")]


def test_rows_of_one_submission_are_parts_and_restate_together(tmp_path: Path) -> None:
    two = [{"amount": Decimal(4)}, {"amount": Decimal(5)}]
    stands, restated = built(tmp_path, {}, first=[{"amount": Decimal(10)}], second=two)
    assert stands == [("second", 4), ("second", 5)]
    assert restated == [("first", 10, "second")]


@pytest.mark.parametrize(
    "changed",
    [
        {**YEAR},
        {"fund_year": "FY2017"},
        {"stage": "disbursed"},
        {"kind": "balance", "as_of": date(2017, 9, 30)},
        {"place": "HN"},
        {"account": "ESF"},
        {"agency": "inl"},
        {"receiver": "somebody"},
        {"source": "s1"},
        {"period_as_written": "since then"},
    ],
)
def test_other_money_adds(tmp_path: Path, changed: dict[str, Any]) -> None:
    stands, restated = built(
        tmp_path, {}, first=[{"amount": Decimal(10)}], second=[{"amount": Decimal(12)} | changed]
    )
    assert stands == [("first", 10), ("second", 12)]
    assert restated == []


def test_balance_of_one_day_is_restated_and_of_another_day_is_the_next(tmp_path: Path) -> None:
    """RODA-01: versions of one forecast, of which the latest stands; its own snapshot is kept."""
    day = {"kind": "balance", "as_of": date(2022, 9, 30)}
    stands, restated = built(
        tmp_path, {}, q1=[{"amount": Decimal(50000)} | day], q2=[{"amount": Decimal(64000)} | day]
    )
    assert stands == [("q2", 64000)]
    assert restated == [("q1", 50000, "q2")]


def test_words_of_a_dated_period_tell_nothing_apart(tmp_path: Path) -> None:
    first = [{"amount": Decimal(10), "period_as_written": "FY 2016"} | YEAR]
    second = [{"amount": Decimal(12), "period_as_written": "fiscal year 2016"} | YEAR]
    assert built(tmp_path, {}, first=first, second=second)[0] == [("second", 12)]


def test_another_reporter_never_restates(tmp_path: Path) -> None:
    """Two agencies that name nobody in their rows tell of two amounts."""
    reporters = {"c1/usaid/1": "usaid", "c1/inl/1": "inl", "c2/usaid/1": "usaid"}
    amounts = {"c1/usaid/1": 10, "c1/inl/1": 20, "c2/usaid/1": 11}
    parts = []
    for at, (code, amount) in enumerate(amounts.items()):
        made = part(tmp_path / f"{at}.parquet", [transaction(amount=Decimal(amount))], code, TRANSACTIONS)
        parts.append(made)
    told = [
        row(TABLES["submissions"], code=code, agency=agency, version=1) for code, agency in reporters.items()
    ]
    release(tmp_path / "r", transactions=parts, registers={"submissions": told})
    with open_release(tmp_path / "r") as opened:
        assert opened.query("SELECT submission, amount FROM transactions ORDER BY ALL") == [
            ("c1/inl/1", 20),
            ("c2/usaid/1", 11),
        ]

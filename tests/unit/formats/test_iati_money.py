"""IATI: transactions and budgets as amounts at our stages; what has no stage is told with its amount."""

from pathlib import Path

import pytest

from tests.unit.formats.iati_files import activity, came_of, codes, document, told

BUDGET = (
    '<budget type="{}"><period-start iso-date="2018-01-01"/><period-end iso-date="2018-12-31"/>'
    '<value value-date="2018-01-01" currency="EUR">{}</value></budget>'
)


def transaction(kind: str, inside: str = "", amount: str = "100") -> str:
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="2018-03-01"/>'
        f'<value value-date="2018-02-28">{amount}</value>{inside}</transaction>'
    )


@pytest.mark.parametrize(
    ("kind", "stage", "provider", "receiver"),
    [
        ("1", "disbursed", "The bank", "Ministry of Roads"),
        ("2", "committed", "The bank", "A firm"),
        ("C", "committed", "The bank", "A firm"),
        ("3", "disbursed", "The bank", "A firm"),
        ("4", "executed", "The bank", "A firm"),
        ("11", "committed", "The bank", "Ministry of Roads"),
        ("x", "not_stated", "The bank", "A firm"),
        ("", "not_stated", "The bank", "A firm"),
    ],
)
def test_transaction_has_the_stage_of_its_kind(
    tmp_path: Path, kind: str, stage: str, provider: str, receiver: str
) -> None:
    firm = "" if kind in ("1", "11") else "<receiver-org><narrative>A firm</narrative></receiver-org>"
    parties = f'<provider-org ref="XX-9"><narrative>The bank</narrative></provider-org>{firm}'
    came = came_of(tmp_path, document(activity(head=transaction(kind, parties))))
    assert told(
        came.transactions, "stage, amount, currency, kind, provider, receiver, agency, activity, place"
    ) == [(stage, 100, "USD", "increment", provider, receiver, "XX-1", "XX-1-A", "HN")]
    assert told(came.transactions, "period_start::VARCHAR, period_end::VARCHAR, as_of::VARCHAR, source") == [
        ("2018-03-01", "2018-03-01", "2018-02-28", "iati")
    ]


def test_publisher_gives_where_no_provider_is_named(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(head=transaction("3"))))
    assert told(came.transactions, "provider, receiver") == [("Ministry of Roads", None)]


def test_amounts_below_zero_are_kept(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(head=transaction("3", amount=" -2500.25 "))))
    assert told(came.transactions, "amount::VARCHAR, value_as_written") == [("-2500.250000000", "-2500.25")]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("5", "Interest payment"), ("LR", "Loan repayment"), ("12", "Outgoing pledge")],
)
def test_what_has_no_stage_is_told_with_its_amounts(tmp_path: Path, kind: str, name: str) -> None:
    given = activity(head=transaction(kind, amount="100.5") + transaction(kind, amount="7"))
    came = came_of(tmp_path, document(given))
    assert came.transactions is None
    [problem] = came.problems
    assert (problem.code, problem.severity, problem.count) == ("no_stage", "note", 2)
    assert name in problem.found
    assert "in all 107.5 USD" in problem.found
    assert "100.5; 7" in problem.found


def test_planned_disbursement_has_no_stage(tmp_path: Path) -> None:
    planned = '<planned-disbursement><period-start iso-date="2018-01-01"/><value currency="USD">9</value></planned-disbursement>'
    assert codes(came_of(tmp_path, document(activity(head=planned)))) == ["no_stage"]


def test_budget_is_budgeted_for_its_period(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(head=BUDGET.format("1", "50"))))
    assert told(
        came.transactions, "stage, amount, currency, period_start::VARCHAR, period_end::VARCHAR, note"
    ) == [("budgeted", 50, "EUR", "2018-01-01", "2018-12-31", "Budget")]


def test_revised_budget_replaces_the_original_of_its_period(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(head=BUDGET.format("1", "50") + BUDGET.format("2", "60"))))
    assert told(came.transactions, "amount, note") == [(60, "Revised budget")]
    assert "Original budget, revised for the same period: an amount, in all 50 EUR" in came.problems[0].found


def test_budget_upside_down_is_undated_and_told(tmp_path: Path) -> None:
    upside = BUDGET.format("1", "50").replace("2018-12-31", "2017-12-31")
    came = came_of(tmp_path, document(activity(head=upside)))
    assert told(came.transactions, "period_start, period_as_written") == [(None, "2018-01-01/2017-12-31")]
    assert codes(came) == ["period_not_readable"]


def test_amount_that_is_no_number_is_left_out_and_told(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(head=transaction("3", amount="1,000.00"))))
    assert (came.transactions, codes(came)) == (None, ["amount_not_a_number"])


def test_amount_without_a_currency_says_so(tmp_path: Path) -> None:
    given = activity(head=transaction("3")).replace('default-currency="USD"', "")
    came = came_of(tmp_path, document(given))
    assert told(came.transactions, "currency") == [("XXX",)]
    assert codes(came) == ["no_currency"]


def test_transaction_keeps_a_place_of_its_own(tmp_path: Path) -> None:
    both = '<recipient-country code="SV"/><recipient-country code="GT"/>'
    given = activity(head=both + transaction("3") + transaction("3", '<recipient-country code="GT"/>'))
    assert told(came_of(tmp_path, document(given)).transactions, "place") == [("GT+SV",), ("GT",)]

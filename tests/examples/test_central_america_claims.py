"""The margins of the five documents: what a careful reader notes, in our own words, is found by rule.

The list was written from the documents before the rules were. A note that is no longer found has fallen away.
"""

from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import claims
from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.spec import architecture
from tests.examples import worked_example as example
from tests.oracle.store import FIGURE, Store

RESULTS = "F042 F043 F045 F046 F047 F048 F050 F053 F054 F056 F057 F058 F059 F061 F066 F067 F068 F069 F070 F075 F076 F079 F080 F082"
#: By rule: the claims it is to find, and no other.
NOTES = {
    # Nothing to hold the results against.
    "no_target": RESULTS,
    "no_agency": RESULTS,
    "no_fund_years": RESULTS,
    "no_baseline": "F045 F046 F047 F048 F053 F056 F058 F059 F061 F066 F067 F068 F069 F070 F075 F076 F082",
    # Percentages of nothing in particular.
    "percent_without_base": "F019 F042 F043 F054 F057 F062",
    "rate_without_denominator": "F004 F052 F053",
    "small_base": "F042 F043 F054 F057",
    "comparison": "F053",
    # Wording.
    "causal_on_context": "F019",
    "contribution_not_shown": "F062 F063 F065",
    "causal_without_evidence": "F008 F009 F022 F044 F045 F047 F048 F049 F069 F074 F079",
    "effect_without_figure": "F018 F020 F051 F064 F071 F078 F087 F096",
    "record": "F065",
    "vague": "F062 F063",
    # One document against another.
    "scope_dropped": "F008 F009 F010 F011",
    "definition_differs": "F007 F010 F022",
    "cause_differs": "F021 F022",
    "wording_differs": "F008 F009 F012 F022",
    "preliminary_as_final": "F008 F009 F010 F011 F012 F014 F015 F017 F021 F022",
    "not_repeated": "F018 F019 F020",
    "value_differs": "",
    # Sums, bounds, units.
    "sums": "F006",
    "money_sums": "F005",
    "funding_stage": "F005",
    "lower_bound": "F003 F045 F047 F066 F067 F069 F070",
    "part_of_another": "F067",
    "units_differ": "F050 F080",
    "larger_than_funds": "F069",
    # Time.
    "begins_before_funds": "F045 F046 F047 F048 F054 F070 F072 F082",
    "no_date": "F004 F050 F058 F059 F061 F086 F101",
    "no_last_day": "F045 F056 F057 F069 F070 F075 F076 F080",
    "preliminary": "F057",
    "not_alike": "F079",
    # Other.
    "place_not_named": "F056",
    "direction_open": "F062 F063 F065",
    "condition_without_measure": "F002 F085 F102",
    "text_repaired": "F005 F016",
}
#: Sources and nodes that rules about documents and the plan are to find.
OTHERS = {
    "source_archived": {"deliverables-2017"},
    "source_undated": {"fact-sheet-2017", "partnership-2011", "report-2017"},
    "source_unnamed": {"fact-sheet-2017"},
    "objectives_without_figures": {
        "a4p", "carsi", "partnership", "strategy-2017/GOV", "strategy-2017/PRO", "strategy-2017/SEC",
    },
    "places_without_figures": {"strategy-2017/GOV", "strategy-2017/PRO", "strategy-2017/SEC"},
    "horizons_open": {"strategy-2017"},
}  # fmt: skip


def typed(table: str, row: dict[str, str]) -> dict[str, Any]:
    """A row of a submission as the kernel's columns, its period as two dates."""
    names = TABLES[table].names
    period = Period.parse(row.get("period") or "undated")
    told: dict[str, Any] = {name: cell or None for name, cell in row.items() if name in names}
    for column in ("value", "low", "high", "amount"):
        if told.get(column):
            told[column] = Decimal(told[column])
    return told | {"period_start": period.start, "period_end": period.end}


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    """What the question finds in the documents' own claims, figures and money."""
    whole = architecture.load(example.ROOT)
    tables: dict[str, Any] = {name: whole.records(name) for name in TABLES if name in whole.tables()}
    tables["figures"] = [FIGURE | typed("figures", row) for row in example.document_figures()]
    money = example.rows(example.ROOT / "submissions/funds-2017/documents.csv")
    tables["transactions"] = [typed("transactions", row) for row in money]
    return claims.ask(Store().fill(tables), row="finding").dicts()


@pytest.mark.parametrize("rule", sorted(NOTES))
def test_a_note_of_the_careful_reader_is_found(found: list[dict[str, Any]], rule: str) -> None:
    assert sorted(row["claim"] for row in found if row["rule"] == rule) == NOTES[rule].split()


@pytest.mark.parametrize("rule", sorted(OTHERS))
def test_a_gap_of_documents_or_plan_is_found(found: list[dict[str, Any]], rule: str) -> None:
    assert {row["node"] or row["source"] for row in found if row["rule"] == rule} == OTHERS[rule]


def test_every_rule_is_noted_or_of_all_numbers(found: list[dict[str, Any]]) -> None:
    assert {row["rule"] for row in found} - {*NOTES, *OTHERS} == {"no_source", "no_definition"}


@pytest.mark.parametrize(
    ("rule", "claim", "evidence"),
    [
        ("money_sums", "F005", ("1,300,000,000", "655,000,000", "F092, F093", "only under an assumption")),
        ("sums", "F006", ("$2.8 billion", "$2.6 billion", "F028", "F029", "no more exact")),
        ("comparison", "F053", ("96 percent", "74 percent", "overlap", "number of cases", "no effect")),
        ("scope_dropped", "F008", ("70 percent", "one border crossing", "F041", "leaves this out")),
        ("definition_differs", "F010", ("sales and exports", "$153 million")),
        ("cause_differs", "F022", ("audio recording", "technical assistance")),
        ("units_differ", "F050", ("business days", "hours")),
        ("part_of_another", "F067", ("at least 15", "over 100", "no share")),
        ("causal_on_context", "F019", ("as a result of", "42 percent", "context indicator")),
        ("begins_before_funds", "F045", ("2011", "FY2016", "2015-10-01")),
        ("percent_without_base", "F057", ("against which months",)),
    ],
)
def test_a_sentence_has_its_evidence(
    found: list[dict[str, Any]], rule: str, claim: str, evidence: tuple[str, ...]
) -> None:
    [sentence] = [row["sentence"] for row in found if (row["rule"], row["claim"]) == (rule, claim)]
    assert [part for part in evidence if part not in sentence] == []


def test_a_claim_of_two_documents_is_one_finding(found: list[dict[str, Any]]) -> None:
    [row] = [row for row in found if row["rule"] == "lower_bound" and row["claim"] == "F047"]
    assert (row["also"], row["source"], row["char_start"]) == ("F010", "report-2017", 12851)

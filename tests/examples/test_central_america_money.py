"""The money of the worked example: what the documents state, and U.S. assistance as its publisher has it."""

import csv
import gzip
import io
from collections import defaultdict

import pytest

from istmo.kernel.period import Period
from tests.examples import worked_example as example

FUNDS = example.ROOT / "submissions/funds-2017"
FAE = example.SHARED / "data/us_foreign_assistance/us_foreign_aid_country.csv.gz"
FACTS = example.SHARED / "facts/facts.csv"
#: The publisher's words for a stage, and its codes for our places.
TYPES = {
    "requested": "President's Budget Requests",
    "appropriated": "Appropriated and Planned",
    "allocated": "Initial Allocations",
    "obligated": "Obligations",
    "disbursed": "Disbursements",
}
PLACES = {
    "BZ": "BLZ",
    "CR": "CRI",
    "SV": "SLV",
    "GT": "GTM",
    "HN": "HND",
    "NI": "NIC",
    "PA": "PAN",
    "central-america-unattributed": "CNA",
}


def documents() -> list[dict[str, str]]:
    return example.rows(FUNDS / "documents.csv")


def test_documents_money_rests_on_claims_of_its_document() -> None:
    claims = {claim["code"]: claim for claim in example.yaml(example.ROOT / "claims.yaml")}
    for row in documents():
        claim = claims[example.claim_of(row)]
        assert (claim["kind"], claim["source"]) == ("funding", row["source"])


def test_documents_money_is_split_by_no_country_and_says_so() -> None:
    kinds = {place["code"]: place["kind"] for place in example.rows(example.ROOT / "places.csv")}
    for row in documents():
        assert kinds[row["place"]] == "unattributed"
        assert "country split not given" in row["note"]


@pytest.mark.shared
def test_documents_money_has_amount_stage_and_period_of_the_facts() -> None:
    if not FACTS.exists():
        pytest.skip("the reference material is not beside the checkout")
    facts = {f["id"]: f for f in example.rows(FACTS) if f["kind"] == "funding" and f["value"]}
    rows = {example.claim_of(row): row for row in documents()}
    assert set(rows) == set(facts)
    for code, fact in facts.items():
        row, years = rows[code], (fact["fiscal_year_start"], fact["fiscal_year_end"])
        first, last = years if years[0] else (fact["period_start"], fact["period_end"])
        mark = "FY" if years[0] else ""
        assert (row["amount"], row["qualifier"]) == (fact["value"], fact["qualifier"])
        assert Period.parse(row["period"]) == Period.parse(f"{mark}{first}/{mark}{last}")
        assert fact["funding_stage"].startswith(row["stage"].replace("_", " "))
        assert row["value_as_written"] == fact["value_as_written"]


@pytest.mark.shared
def test_assistance_has_the_amounts_of_its_publisher() -> None:
    if not FAE.exists():
        pytest.skip("the Foreign Aid Explorer's file is not beside the checkout")
    theirs: dict[tuple[str, str, str], str] = {}
    text = gzip.decompress(FAE.read_bytes()).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        theirs[row["Transaction Type Name"], row["Country Code"], f"FY{row['Fiscal Year']}"] = row[
            "current_amount"
        ]
    ours = {
        (TYPES[row["stage"]], PLACES[row["place"]], row["period"]): row["amount"]
        for row in example.rows(FUNDS / "foreign-aid-explorer.csv")
    }
    years = {f"FY{year}" for year in range(2001, 2018)}
    wanted = {
        key: amount
        for key, amount in theirs.items()
        if key[1] in PLACES.values()
        and (key[2] in years or (key[0] == TYPES["requested"] and key[2] == "FY2018"))
    }
    assert ours == wanted


def test_assistance_of_fiscal_years_2015_to_2017_has_the_regional_line() -> None:
    """M13b: 1,945.0 million in the countries, 792.4 million in none of them."""
    sums: dict[bool, int] = defaultdict(int)
    for row in example.rows(FUNDS / "foreign-aid-explorer.csv"):
        if row["stage"] == "obligated" and row["period"] in ("FY2015", "FY2016", "FY2017"):
            sums[row["place"] in example.COUNTRIES] += int(row["amount"])
    assert sums == {True: 1_945_013_100, False: 792_443_463}

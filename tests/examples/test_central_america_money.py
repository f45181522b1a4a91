"""The money of the worked example: what the documents state, and U.S. assistance as its publisher has it."""

import csv
import gzip
import io
from collections import defaultdict

import duckdb
import pytest

from istmo.analyse import funds, reconcile
from istmo.formats.csv import read as read_csv
from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.spec.architecture import load
from tests.examples import worked_example as example
from tests.oracle.store import Store

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


@pytest.fixture(scope="module")
def money(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The registers of the example and both files of its money, in tables that can be asked."""
    tables = {
        name: [dict(zip(TABLES[name].names, row, strict=True)) for row in rows]
        for name, rows in load(example.ROOT).tables().items()
    }
    tables["transactions"] = []
    for name in ("documents", "foreign-aid-explorer"):
        came = read_csv(FUNDS / f"{name}.csv", tmp_path_factory.mktemp(name))
        answer = duckdb.execute("FROM read_parquet($1)", [str(came.transactions)])
        names = [column[0] for column in answer.description or ()]
        tables["transactions"] += [
            dict(zip(names, row, strict=True)) | {"submission": name} for row in answer.fetchall()
        ]
    return Store().fill(tables)


def test_money_of_three_fiscal_years_has_the_regional_line_in_the_regions_total(money: Store) -> None:
    rows = funds.ask(money, years="FY2015/FY2017", stage="obligated", source="fae-2022").dicts()
    told = {row["place"]: row for row in rows}
    region = told["central-america"]
    assert (region["amount"], region["unattributed"]) == (2_737_456_563, 792_443_463)
    assert sum(told[code]["amount"] for code in example.COUNTRIES) == 1_945_013_100
    assert told["HN"]["not_split"] == 792_443_463
    assert told["HN"]["unattributed"] == 0


def test_money_of_requested_appropriated_and_allocated_is_never_one_total(money: Store) -> None:
    rows = funds.ask(money, place="central-america", source="deliverables-2017").dicts()
    told = {(row["stage"], row["amount"]) for row in rows}
    assert told == {("allocated", 1_300_000_000), ("appropriated", 655_000_000), ("requested", 460_000_000)}
    assert all("country split not given" in row["notes"] for row in rows)


def test_money_of_the_three_governments_is_theirs_and_no_countrys(money: Store) -> None:
    rows = [row for row in funds.ask(money).dicts() if row["provider"] == "gov-nt"]
    assert {row["whose"] for row in rows} == {"other"}
    assert not {row["place"] for row in rows} & set(example.COUNTRIES)
    assert all("in no own total; country split not given" in row["notes"] for row in rows)


def test_money_unspent_is_not_made_up_from_years_of_transactions(money: Store) -> None:
    rows = funds.ask(money, source="fae-2022", stage="obligated", place="HN").dicts()
    assert {row["unliquidated"] for row in rows} == {None}
    assert all("the year is not that of the money" in row["not_available"] for row in rows)


def test_money_sums_of_the_documents_beside_their_parts(money: Store) -> None:
    rows = reconcile.ask(money).dicts()
    told = {(row["source"], row["stated"], row["parts_source"], row["parts_stage"]): row for row in rows}
    own = told["fact-sheet-2017", 5_400_000_000, "report-2017", "committed"]
    assert (own["parts"], own["stands"], own["comparable"]) == (5_400_000_000, "equal", "yes")
    about = told["fact-sheet-2017", 2_000_000_000, "deliverables-2017", "allocated + appropriated"]
    assert (about["parts"], about["difference"]) == (1_955_000_000, -45_000_000)
    assert (about["stands"], about["comparable"]) == ("within rounding", "under assumptions")
    assert "holds nothing of appropriated FY2017" in about["assumptions"]
    assert "lies outside FY2015/FY2017" in about["assumptions"]
    obligated = told["fact-sheet-2017", 2_000_000_000, "fae-2022", "obligated"]
    assert (obligated["parts"], obligated["parts_unattributed"]) == (2_737_456_563, 792_443_463)
    assert obligated["stands"] == "above"
    assert "1,945,013,100 without the 792,443,463" in obligated["finding"]


def test_money_of_different_stages_is_named_as_not_comparable(money: Store) -> None:
    rows = reconcile.ask(money, source="deliverables-2017", stage="appropriated").dicts()
    told = {row["parts_stage"]: (row["comparable"], row["why"]) for row in rows}
    assert told["obligated"] == ("no", "appropriated and obligated are different stages")
    assert told["appropriated"] == ("under assumptions", None)

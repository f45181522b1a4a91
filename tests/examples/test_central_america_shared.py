"""The worked example says what its documents say, and in words of its own. Needs the reference material."""

import csv
import gzip
import hashlib
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from istmo.kernel.period import Period
from tests.examples import worked_example as example

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (example.SHARED / "facts").is_dir(), reason="the reference material is not beside the checkout"
    ),
]

#: A run of so many words in common is copying.
RUN = 8
#: Names, titles and legal citations have to be given as they are.
NAMES = {"name", "aliases", "title", "legal_basis"}
TITLED = {"agencies.csv", "sources.csv", "forums.csv"}


@cache
def facts() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in example.rows(example.SHARED / "facts/facts.csv")}


@cache
def documents() -> dict[str, str]:
    """Text of each document by our code of it, found by the hash that our register gives."""
    by_hash = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes().decode()
        for path in (example.SHARED / "sources").glob("*.txt")
    }
    register = example.rows(example.ROOT / "sources.csv")
    return {row["code"]: by_hash[row["sha256"]] for row in register if row["sha256"]}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def texts_of(value: Any, file: str, key: str = "") -> list[str]:
    """Every text in a YAML or CSV file that is not a name or a title."""
    if isinstance(value, dict):
        return [text for name, held in value.items() for text in texts_of(held, file, name)]
    if isinstance(value, list):
        return [text for held in value for text in texts_of(held, file, key)]
    named = key in NAMES and (file in TITLED or key == "legal_basis")
    return [value] if isinstance(value, str) and not named else []


def our_texts() -> list[tuple[str, str]]:
    told = []
    for path in [file for root in (example.ROOT, example.VARIANTS) for file in sorted(root.rglob("*"))]:
        if path.suffix in (".yaml", ".csv") and "context-2017" not in path.parts:
            held = example.yaml(path) if path.suffix == ".yaml" else example.rows(path)
            told += [(path.name, text) for text in texts_of(held, path.name)]
        elif path.suffix == ".md":
            told += [(path.name, line) for line in path.read_text(encoding="utf-8").splitlines()]
    return told


def test_texts_are_our_own_words() -> None:
    theirs: set[tuple[str, ...]] = set()
    for path in [*(example.SHARED / "sources").glob("*.txt"), *(example.SHARED / "facts").iterdir()]:
        theirs |= runs(path.read_text(encoding="utf-8"))
    title = "U.S. Strategy for Engagement in Central America"

    copied = [
        (file, text) for file, text in our_texts() if runs(text.replace(title, "the Strategy")) & theirs
    ]

    assert copied == []


def test_five_documents_are_the_ones_we_read() -> None:
    assert set(documents()) == {
        "fact-sheet-2017",
        "report-2017",
        "partnership-2011",
        "deliverables-2017",
        "carsi-2012",
    }


def test_claims_have_document_span_and_wording_of_the_facts() -> None:
    claims = example.yaml(example.ROOT / "claims.yaml")

    assert {claim["code"] for claim in claims} == set(facts())
    for claim in claims:
        fact = facts()[claim["code"]]
        assert claim["span"] == [int(fact["char_start"]), int(fact["char_end"])]
        said = documents()[claim["source"]][slice(*claim["span"])]
        assert squeezed(said) == squeezed(fact["quote"])
        wording = fact["attribution_wording"]
        assert claim["wording"] == (wording if wording in ("causal", "contributory") else "none")
        assert claim["kind"] == wording or wording not in ("rule", "caveat")


def test_claims_have_the_twins_of_the_facts() -> None:
    claims = example.yaml(example.ROOT / "claims.yaml")

    ours = {frozenset((claim["code"], claim["twin"])) for claim in claims if "twin" in claim}
    theirs = {
        frozenset((code, twin))
        for code, fact in facts().items()
        for twin in filter(None, fact["same_claim_as"].split(";"))
    }
    # F006 is the sum of F028 and F029 and can name only one of them.
    assert theirs - ours == {frozenset(("F006", "F029"))}
    assert ours <= theirs


def test_commitments_have_document_span_strength_and_date_of_the_facts() -> None:
    facts = example.yaml(example.SHARED / "facts/commitments.yaml")["commitments"]
    ours = {entry["code"]: entry for entry in example.undertakings() if entry["kind"] == "commitment"}

    assert set(ours) == {fact["id"] for fact in facts}
    for fact in facts:
        told = ours[fact["id"]]
        said = documents()[told["source"]][slice(*told["span"])]
        assert squeezed(said) == squeezed(fact["quote"]), fact["id"]
        assert (told["strength"], told["trackable"]) == (fact["strength"], fact["trackable"])
        assert str(told.get("made_on")) == str(fact["made_on"])
        assert told.get("part_of") == fact.get("part_of")
        assert ("sensitive" in told) == fact["sensitive"]
        assert len(told["actors"]) == len(fact["committed_by"])


def test_only_the_deadline_with_a_date_in_the_facts_has_one_here() -> None:
    facts = example.yaml(example.SHARED / "facts/commitments.yaml")["commitments"]
    dated = {fact["id"]: fact["by_when"] for fact in facts if re.match("[0-9]{4}", fact["by_when"] or "")}

    ours = {
        entry["code"]: entry["due"]["by"] for entry in example.undertakings() if "by" in entry.get("due", {})
    }
    assert ours == dated


def test_undertakings_and_follow_ups_have_spans_that_begin_and_end_at_words() -> None:
    for told in example.undertakings():
        for source, span in [(told["source"], told["span"]), *example.evidence(told)]:
            text = documents()[source]
            start, end = span
            assert text[start:end] == text[start:end].strip()
            assert not (text[start - 1].isalnum() and text[start].isalnum()), told["code"]
            assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), told["code"]


def test_nodes_have_the_span_of_the_framework() -> None:
    framework = example.yaml(example.SHARED / "facts/framework.yaml")["strategy"]
    quotes = {goal["id"]: goal["quote"] for goal in framework["overall_goals"]["goals"]}
    for line in framework["lines_of_effort"]:
        quotes[line["id"]] = line["goal_statement"]["quote"]
        for key in ("objectives", "focus_areas", "programming_priorities"):
            for entry in line.get(key, []):
                quotes |= {part["id"]: part["quote"] for part in (entry, *entry.get("sub_objectives", []))}
    strategy = example.yaml(example.STRATEGY / "strategy.yaml")
    nodes = example.nodes(strategy)

    assert {node["code"] for node in nodes} == set(quotes) - {"GOV3"}
    for node in nodes:
        said = documents()[node["source"]][slice(*node["span"])]
        assert squeezed(said) == squeezed(quotes[node["code"]]), node["code"]
    mission = strategy["mission"]
    assert squeezed(documents()[mission["source"]][slice(*mission["span"])]) == squeezed(
        framework["mission"]["quote"]
    )


def test_horizons_and_sections_have_spans_that_begin_and_end_at_words() -> None:
    strategy = example.yaml(example.STRATEGY / "strategy.yaml")
    passages = [*strategy["horizons"], *(p for part in strategy["sections"].values() for p in part)]

    for passage in passages:
        text = documents()[passage["source"]]
        start, end = passage["span"]
        assert text[start:end] == text[start:end].strip()
        assert not (text[start - 1].isalnum() and text[start].isalnum())
        assert not (text[end - 1].isalnum() and text[end].isalnum())


def test_every_result_and_context_fact_with_a_value_is_a_figure_once() -> None:
    counted = {example.claim_of(figure) for figure in example.document_figures()}
    for code, fact in facts().items():
        if fact["kind"] in ("performance_result", "context_observation") and fact["value"]:
            assert len({code, fact["same_claim_as"]} & counted) == 1, code


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def stated(figure: dict[str, str], fact: dict[str, str]) -> tuple[str, str, str]:
    """Value, upper end and unit that the fact gives for the figure's end of the change."""
    prefix = "baseline_" if figure["role"] == "baseline" else ""
    return fact[f"{prefix}value"], fact[f"{prefix}value_high"], fact[f"{prefix}unit"]


def test_figures_have_the_values_of_the_facts() -> None:
    for figure in example.document_figures():
        value, high, unit = stated(figure, facts()[example.claim_of(figure)])
        if value and high:
            assert (figure["value"], figure["low"], figure["high"]) == ("", value, high)
        elif value:
            assert number(figure["value"]) == number(value)
        if value:
            assert figure["unit"].split()[-1] == unit.split()[-1] or unit in ("SMEs", "percent")


def test_figures_have_qualifier_and_period_of_the_facts() -> None:
    for figure in example.document_figures():
        fact = facts()[example.claim_of(figure)]
        if fact["qualifier"]:
            assert figure["qualifier"] == fact["qualifier"]
        if figure["role"] != "baseline":
            assert Period.parse(figure["period"]) == period_of(fact), fact["id"]


def period_of(fact: dict[str, str]) -> Period:
    first, last = fact["period_start"], fact["period_end"]
    if not first:
        return Period.parse("undated")
    return Period.parse(f"{first}/{last or '..'}")


def text_of_cell(figure: dict[str, str]) -> str:
    return figure.get("value_as_written") or figure["value"]


def test_wgi_values_are_those_of_the_publisher() -> None:
    columns = {
        "control-of-corruption": "Control of Corruption (WGI)",
        "rule-of-law": "Rule of Law (WGI)",
        "voice-and-accountability": "Voice and Accountability (WGI)",
    }
    name = "worldwide_governance_indicators_wgi_kaufmann_and_kraay_2017.csv"
    names = {row["code"]: row["name"] for row in example.rows(example.ROOT / "places.csv")}
    published = {
        (row["Entity"], row["Year"]): row
        for row in example.rows(example.SHARED / f"data/governance/owid/{name}")
    }

    for figure in example.rows(example.ROOT / "submissions/context-2017/wgi.csv"):
        if figure["indicator"] in columns:
            row = published[names[figure["place"]], figure["period"]]
            assert text_of_cell(figure) == row[columns[figure["indicator"]]]


def test_unodc_values_are_those_of_the_publisher() -> None:
    columns = {"homicide-rate": "Rate", "homicides": "Count"}
    names = {row["code"]: row["name"] for row in example.rows(example.ROOT / "places.csv")}
    file = example.SHARED / "data/crime/UNhomicides_central_america_1995_2011.csv"
    published = {(row["Country or Area"], row["Year"]): row for row in example.rows(file)}

    for figure in example.rows(example.ROOT / "submissions/context-2017/unodc.csv"):
        row = published[names[figure["place"]], figure["period"]]
        assert text_of_cell(figure) == row[columns[figure["indicator"]]]


def test_perception_scores_are_those_of_their_two_copies() -> None:
    folder = example.SHARED / "data/governance"
    newer = "owid/corruption_perception_index_transparency_international_2018.csv"
    column = "Corruption Perception Index (Transparency International (2016))"
    copies = {
        "ti-cpi-2018": {(row["Entity"], row["Year"]): row[column] for row in example.rows(folder / newer)},
        "ti-cpi-2015": {
            (row["Jurisdiction"], year): cell
            for row in example.rows(folder / "cpi_1998_2015_extract.csv")
            for year, cell in row.items()
        },
    }
    names = {row["code"]: row["name"] for row in example.rows(example.ROOT / "places.csv")}

    for figure in example.rows(example.ROOT / "submissions/context-2017/transparency.csv"):
        assert figure["value"] == copies[figure["source"]][names[figure["place"]], figure["period"]]


def test_world_bank_values_are_those_of_the_publisher(world_bank: dict[tuple[str, str, str], str]) -> None:
    codes = {row["code"]: row["iso3"] for row in example.rows(example.ROOT / "places.csv")}
    codes |= {"LAC": "LCN", "world": "WLD"}
    indicators = example.yaml(example.STRATEGY / "indicators.yaml")["indicators"]
    series = {entry["code"]: entry["standard"]["code"] for entry in indicators if "standard" in entry}
    sexes = {"": "P5", "sex=f": "FE.P5", "sex=m": "MA.P5"}

    for figure in example.rows(example.ROOT / "submissions/context-2017/worldbank.csv"):
        code = series[figure["indicator"]]
        code = code.removesuffix("P5") + sexes[figure["breakdown"]] if code.endswith("P5") else code
        assert text_of_cell(figure) == world_bank[code, codes[figure["place"]], figure["period"]]


@pytest.fixture(scope="module")
def world_bank() -> dict[tuple[str, str, str], str]:
    """Cells of the wide table by series, country and year, as text."""
    path: Path = example.SHARED / "data/wdi/wdi_central_america_wide.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return {
            (row["Indicator Code"], row["Country Code"], year): cell
            for row in csv.DictReader(file)
            for year, cell in row.items()
            if year.isdigit() and cell
        }


#: Our framework, and where the facts tell its nodes.
OTHERS = {
    "carsi": ("carsi", "goals"),
    "partnership": ("citizen_security_partnership", "objectives"),
    "a4p": ("alliance_for_prosperity", "lines_of_action"),
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_frameworks_have_nodes_and_spans_of_the_facts(code: str) -> None:
    strategy = example.yaml(example.ROOT / "frameworks" / code / "strategy.yaml")
    part, key = OTHERS[code]
    told = {entry["id"]: entry for entry in example.yaml(example.SHARED / "facts/framework.yaml")[part][key]}

    assert [node["code"] for node in strategy["nodes"]] == list(told)
    for node in strategy["nodes"]:
        said = documents()[node["source"]][slice(*node["span"])]
        assert squeezed(said) == squeezed(told[node["code"]]["quote"])


@pytest.mark.parametrize("code", OTHERS)
def test_passages_of_other_frameworks_begin_and_end_at_words(code: str) -> None:
    strategy = example.yaml(example.ROOT / "frameworks" / code / "strategy.yaml")
    passages = [*strategy.get("horizons", []), *(p for part in strategy["sections"].values() for p in part)]

    for passage in passages:
        if "span" in passage:
            text = documents()[passage["source"]]
            start, end = passage["span"]
            assert text[start:end] == text[start:end].strip()
            assert not (text[start - 1].isalnum() and text[start].isalnum())
            assert not (text[end - 1].isalnum() and text[end].isalnum())


def test_crosswalk_is_that_of_the_facts() -> None:
    crosswalk = example.yaml(example.SHARED / "facts/framework.yaml")["crosswalk"]
    theirs = {(link["from"], link["to"], link["match"]) for link in crosswalk["carsi_to_csp"]}
    theirs |= {
        (node, link["to"], link["match"]) for link in crosswalk["to_strategy_2017"] for node in link["from"]
    }
    ours = {
        (link["node"], link["to"].partition("/")[2], link["match"])
        for code in ("carsi", "partnership")
        for link in example.yaml(example.ROOT / "frameworks" / code / "strategy.yaml")["links"]
    }

    # CH4 is a change to the Strategy and no node: the notes of C5 and K5 tell it.
    assert theirs - ours == {("C5", "CH4", "close"), ("K5", "CH4", "close")}
    assert ours <= theirs

"""The worked example holds together and holds enough, by itself."""

from collections import defaultdict
from pathlib import Path

import pytest

from istmo.analyse import undertakings
from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.spec import architecture
from tests.examples import worked_example as example
from tests.oracle.store import Store

CLAIMS = {claim["code"]: claim for claim in example.yaml(example.ROOT / "claims.yaml")}
INDICATORS = {i["code"]: i for i in example.yaml(example.STRATEGY / "indicators.yaml")["indicators"]}


def test_architecture_loads_without_a_problem() -> None:
    found, problems = architecture.read(example.ROOT)

    assert [problem.sentence for problem in problems] == []
    assert found is not None
    assert tuple(found.frameworks) == ("a4p", "carsi", "partnership", "strategy-2017")
    assert {row["code"]: row["standing"] for row in found.records("frameworks")} == {
        "a4p": "partner",
        "carsi": "past",
        "partnership": "past",
        "strategy-2017": "main",
    }


@pytest.mark.parametrize(
    ("kind", "names", "code"),
    [
        (
            "forum",
            (
                "Conference on Prosperity and Security in Central America",
                "Conference on Security and Prosperity in Central America",
                "central america conference",
                "June 2017 Conference",
                "Conferencia sobre prosperidad y seguridad en Centroamerica",
            ),
            "conference-2017",
        ),
        (
            "forum",
            (
                "Mexico and Central America Interconnection Commission",
                "Mexico's SIEPAC Interconnection Commission",
            ),
            "interconnection-commission",
        ),
        (
            "agency",
            ("Central American Integration System", "Central America System of Integration", "sica"),
            "sica",
        ),
        ("place", ("Panamá", "panama", "PAN", "Pa"), "PA"),
        ("place", ("Belice", "BELIZE"), "BZ"),
    ],
)
def test_one_thing_is_found_by_each_of_its_names(kind: str, names: tuple[str, ...], code: str) -> None:
    found = architecture.load(example.ROOT)

    assert {name: found.resolve(kind, name) for name in names} == dict.fromkeys(names, code)


def test_strategy_keeps_one_node_under_two_lines() -> None:
    strategy = example.yaml(example.STRATEGY / "strategy.yaml")
    nodes = {node["code"]: node for node in example.nodes(strategy)}

    assert [node["code"] for node in strategy["nodes"]] == ["PRO", "SEC", "GOV"]
    assert nodes["PRO1"]["also_under"] == ["GOV"]
    assert "GOV3" not in nodes
    assert strategy["zero_date"] is None
    assert set(strategy["sections"]) == {
        "mission",
        "goals",
        "benchmarks",
        "process",
        "partners",
        "timelines",
        "assessment",
        "changes",
    }


def test_nodes_and_indicators_have_spanish_titles() -> None:
    nodes = example.nodes(example.yaml(example.STRATEGY / "strategy.yaml"))

    untold = [
        entry["code"] for entry in (*nodes, *INDICATORS.values()) if set(entry["title"]) != {"en", "es"}
    ]

    assert untold == []


def test_context_twelve_indicators_have_seven_countries_and_ten_years() -> None:
    years = defaultdict(set)
    for figure in example.context_figures():
        if figure["place"] in example.COUNTRIES and not figure.get("breakdown"):
            years[figure["indicator"], figure["place"]].add(figure["period"])

    full = [
        code
        for code in {indicator for indicator, _ in years}
        if all(len(years[code, country]) >= 10 for country in example.COUNTRIES)
    ]

    assert len(full) >= 12, sorted(full)


@pytest.mark.parametrize("place", ["LAC", "world"])
def test_context_twelve_indicators_have_regional_and_world_values(place: str) -> None:
    compared = {figure["indicator"] for figure in example.context_figures() if figure["place"] == place}

    assert len(compared) >= 12


def test_context_two_sources_stand_side_by_side() -> None:
    sources = defaultdict(set)
    for figure in example.context_figures():
        sources[figure["indicator"], figure["place"], figure["period"], figure.get("breakdown", "")].add(
            figure["source"]
        )

    doubled = {key[0] for key, codes in sources.items() if len(codes) > 1}

    assert doubled == {"homicide-rate", "corruption-perceptions"}
    for code in doubled:
        assert INDICATORS[code]["preferred_source"]


def test_context_is_credited_to_nobody() -> None:
    for figure in (*example.context_figures(), *example.document_figures()):
        context = INDICATORS[figure["indicator"]]["kind"] == "context"
        assert (figure["role"] == "context") == context
        assert not (context and figure.get("agency"))


def test_every_figure_has_a_canonical_period() -> None:
    for figure in (*example.context_figures(), *example.document_figures()):
        assert Period.parse(figure["period"]).code == figure["period"]


def test_claims_are_all_told_and_bound_to_known_figures() -> None:
    stated = {(row["indicator"], row["place"], row["period"]) for row in example.document_figures()}

    assert list(CLAIMS) == [f"F{number:03}" for number in range(1, 103)]
    for claim in CLAIMS.values():
        if "indicator" in claim:
            assert claim["indicator"] in INDICATORS
            assert (claim["indicator"], claim["place"], claim["period"]) in stated, claim["code"]


def test_twins_name_the_claim_that_counts() -> None:
    counted = [
        example.claim_of(figure) for figure in example.document_figures() if figure["role"] != "baseline"
    ]

    assert len(counted) == len(set(counted))
    for claim in CLAIMS.values():
        if "twin" in claim:
            assert claim["code"] not in counted
            assert "twin" not in CLAIMS[claim["twin"]]
            assert CLAIMS[claim["twin"]].get("indicator") == claim.get("indicator")


def test_document_figures_rest_on_claims_of_their_own_document() -> None:
    for figure in example.document_figures():
        claim = CLAIMS[example.claim_of(figure)]
        assert (claim["source"], claim["indicator"]) == (figure["source"], figure["indicator"])


def test_document_performance_figures_name_their_activity() -> None:
    activities = {row["code"] for row in example.rows(example.ROOT / "activities.csv")}
    for figure in example.document_figures():
        if figure["role"] != "context":
            assert figure["agency"] == "documents"
            assert figure["activity"] in activities


def test_document_changes_tell_their_base_or_say_that_it_is_missing() -> None:
    for figure in example.document_figures():
        if INDICATORS[figure["indicator"]]["preset"] == "change":
            assert figure["base_period"] or "base not given" in figure["note"]


def test_milestones_have_reached_one_of_their_states() -> None:
    for figure in example.document_figures():
        states = INDICATORS[figure["indicator"]].get("states")
        if states:
            assert states[int(figure["value"]) - 1] == figure["value_as_written"]


def test_demo_submits_every_file_with_four_eyes() -> None:
    demo = example.yaml(example.ROOT / "demo.yaml")
    persons = {person["code"]: person["name"] for person in demo["persons"]}
    submissions = [submission for call in demo["calls"] for submission in call["submissions"]]
    agencies = {row["code"] for row in example.rows(example.ROOT / "agencies.csv")}

    files = {str(path.relative_to(example.ROOT)) for path in Path(example.ROOT).rglob("submissions/*/*.csv")}
    given = [submission.get("files") or [submission["file"]] for submission in submissions]
    assert {file for each in given for file in each} == files
    for submission in submissions:
        assert persons[submission["by"]] != persons[submission["approved_by"]]
        assert submission["agency"] in agencies


def test_undertakings_are_62_commitments_and_what_the_documents_tell_beside() -> None:
    kinds = [entry["kind"] for entry in example.undertakings()]

    assert kinds.count("commitment") == 62
    assert set(kinds) == {"commitment", "reform", "plan", "transition"}


def test_roundtable_commitments_are_parts_of_one_of_the_conference() -> None:
    told = {entry["code"]: entry for entry in example.undertakings()}

    assert [code for code, entry in told.items() if entry.get("forum") == "crime-roundtable"] == [
        "CM20",
        "CM21",
        "CM22",
    ]
    assert {told[code]["part_of"] for code in ("CM20", "CM21", "CM22")} == {"CM19"}
    assert told["CM19"]["forum"] == "conference-2017"


def test_every_follow_up_rests_on_a_passage_of_a_document() -> None:
    for entry in example.undertakings():
        for follow_up in entry.get("follow_ups", []):
            assert {"informant", "evidence", "span"} <= set(follow_up), entry["code"]


def test_sensitive_undertakings_are_followed_by_status_only() -> None:
    sensitive = [entry for entry in example.undertakings() if "sensitive" in entry]

    assert [entry["code"] for entry in sensitive] == ["CM14", "CM15", "CM17", "CM18", "CM22", "CM24"]
    for entry in sensitive:
        assert entry["sensitive"]
        assert not any("note" in follow_up for follow_up in entry.get("follow_ups", []))


@pytest.fixture
def release() -> Store:
    """What the question undertakings reads of the worked example."""
    whole = architecture.load(example.ROOT)
    return Store().fill({name: whole.records(name) for name in TABLES if name in whole.tables()})


@pytest.mark.parametrize(("day", "overdue"), [("2018-04-30", []), ("2018-05-01", ["CM08"])])
def test_the_one_commitment_with_a_date_is_overdue_the_day_after(
    release: Store, day: str, overdue: list[str]
) -> None:
    told = undertakings.ask(release, as_of=day, overdue="true").dicts()

    assert [row["undertaking"] for row in told] == overdue


def test_undertakings_are_counted_once_and_most_have_no_deadline_and_no_follow_up(release: Store) -> None:
    rows = undertakings.ask(release, view="counts", kind="commitment").dicts()
    told = {(row["by"], row["value"]): (row["undertakings"], row["parts"]) for row in rows}

    assert told["all", None] == (59, 3)
    assert told["deadline", "not_yet_due"] == (1, 0)
    assert told["deadline", "no_date"] == (6, 0)
    assert told["deadline", "no_deadline"] == (52, 3)
    assert told["status", "not_followed_up"] == (54, 3)
    assert told["forum", "crime-roundtable"] == (0, 3)

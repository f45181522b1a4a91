from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from istmo.kernel.problem import InputProblem, Where, WrongUse
from istmo.kernel.tables import TABLES
from istmo.spec.architecture import load, read
from istmo.spec.draft import Draft
from tests.unit.spec.small import instead, write


@pytest.fixture
def architecture(tmp_path):
    return load(write(tmp_path))


def test_tables_are_in_the_column_order_of_the_release(architecture):
    tables = architecture.tables()
    for name, rows in tables.items():
        assert all(len(row) == len(TABLES[name].names) for row in rows)
    assert {name: len(rows) for name, rows in tables.items() if rows} == {
        "frameworks": 1,
        "nodes": 4,
        "node_parents": 3,
        "links": 1,
        "horizons": 2,
        "sections": 2,
        "dimensions": 1,
        "categories": 2,
        "indicators": 5,
        "indicator_nodes": 3,
        "applicability": 2,
        "indicator_dimensions": 1,
        "places": 4,
        "place_members": 2,
        "aliases": 5,
        "agencies": 1,
        "activities": 1,
        "sources": 2,
        "claims": 2,
        "benchmarks": 1,
        "undertakings": 3,
        "undertaking_parties": 6,
        "undertaking_nodes": 2,
        "follow_ups": 3,
        "texts": 12,
    }


def test_nodes_keep_their_order_and_both_parents(architecture):
    assert [(r["code"], r["position"]) for r in architecture.records("nodes")] == [
        ("H", 1),
        ("H1", 2),
        ("H2", 3),
        ("W", 4),
    ]
    parents = {(r["node"], r["parent"]): r["position"] for r in architecture.records("node_parents")}
    assert parents == {("H1", "H"): 1, ("H2", "H"): 1, ("H2", "W"): 2}


def test_norway_is_a_country_and_a_version_is_a_text(architecture):
    [place] = [r for r in architecture.records("places") if r["code"] == "NO"]
    assert (place["iso2"], place["latitude"]) == ("NO", Decimal("61.5"))
    assert architecture.records("applicability")[0]["place"] == "NO"
    [framework] = architecture.records("frameworks")
    assert (framework["version"], framework["effective_on"]) == ("2020", date(2020, 1, 31))
    [births] = [r for r in architecture.records("indicators") if r["code"] == "births-attended"]
    assert births["standard_code"] == "0100"


def test_other_languages_become_texts(architecture):
    texts = {(r["table"], r["code"], r["field"]): r["text"] for r in architecture.records("texts")}
    assert texts["frameworks", "health", "title"] == "Salud para todos"
    assert texts["nodes", "health:H", "title"] == "Salud"
    assert texts["sections", "health:mission:1", "text"] == "Lo que quiere"
    assert texts["categories", "sex:m", "title"] == "Hombres"
    assert texts["places", "NO", "name"] == "Noruega"


def test_algebra_is_the_preset_with_what_the_author_wrote(architecture):
    algebras = architecture.algebras()
    assert (algebras["water-share"].time, algebras["water-share"].bounded) == ("stock", False)
    assert (algebras["reserves"].measure, algebras["reserves"].counts) == ("amount", None)
    assert algebras["law"].states == ("drafted", "passed")
    assert algebras["mortality"].per == 100000
    assert not algebras["mortality"].adds


def test_lookups_by_code_and_alias(architecture):
    assert architecture.resolve("place", "Norge") == "NO"
    assert architecture.resolve("agency", "MoH") == "ministry"
    assert architecture.resolve("indicator", "water-share") == "water-share"
    assert architecture.resolve("source", "P1") == "plan"
    assert architecture.resolve("source", "nobody") is None
    assert architecture.places.parts("north") == {"NO", "SE"}
    assert architecture.codes("agencies") == {"ministry"}


def test_architecture_is_frozen(architecture):
    with pytest.raises(FrozenInstanceError):
        architecture.frameworks = ()
    architecture.tables()["nodes"].clear()
    assert architecture.tables()["nodes"]


def test_one_framework_is_read_with_what_is_shared(tmp_path):
    root = write(tmp_path, undertakings_yaml=None)
    other = root / "frameworks" / "roads"
    other.mkdir()
    (other / "strategy.yaml").write_text(
        "code: roads\ntitle: {en: Roads, es: Vías}\nversion: '1'\n"
        "nodes: [{code: R, level: goal, title: {en: Roads, es: Vías}}]\n"
        "links: [{node: R, to: health/W, match: related}]\n"
    )
    (other / "indicators.yaml").write_text(
        "indicators: [{code: km, title: {en: Roads built, es: Vías}, kind: output, preset: things_delivered,"
        " within: mortality, nodes: [R, health/W], applies: [{place: NO}], aliases: [kilometres]}]\n"
    )
    (root / "claims.yaml").write_text(
        "- {code: c1, source: plan, text: {en: a, es: á}, indicator: mortality}\n"
        "- {code: c2, source: plan, text: b, indicator: km, twin: c1}\n- {code: c3, source: plan, text: c}\n"
    )
    whole, roads = load(root), load(other)
    assert whole.frameworks == ("health", "roads")
    assert roads.frameworks == ("roads",)
    assert roads.codes("nodes") == {"R"}
    assert roads.codes("indicators") == {"km"}
    assert roads.records("links") == []
    assert [r["node"] for r in roads.records("indicator_nodes")] == ["R"]
    assert [r["within"] for r in roads.records("indicators")] == [None]
    assert {r["code"]: r["twin"] for r in roads.records("claims")} == {"c2": None, "c3": None}
    assert {r["alias"] for r in roads.records("aliases")} == {"kilometres", "Norge", "NOR", "MoH", "P1"}
    assert {r["table"] for r in roads.records("texts")} == {
        "frameworks",
        "nodes",
        "indicators",
        "dimensions",
        "categories",
        "places",
    }
    with pytest.raises(WrongUse, match="There is no framework railways here, only health, roads"):
        whole.only("railways")


def test_missing_shared_files_are_fine(tmp_path):
    left_out = dict.fromkeys(("activities_csv", "claims_yaml", "benchmarks_yaml"))
    assert load(write(tmp_path, **left_out)).codes("claims") == frozenset()


def test_demo_and_submissions_are_no_part_of_it(tmp_path):
    root = write(tmp_path)
    (root / "demo.yaml").write_text("not: [ours")
    (root / "submissions").mkdir()
    (root / "submissions" / "figures.csv").write_text("x")
    assert read(root)[1] == []


def test_a_file_one_slip_away_is_told(tmp_path):
    root = write(tmp_path)
    (root / "place.csv").write_text("code\n")
    (root / "frameworks" / "health" / "strategy.yml").write_text("code: x\n")
    told = [problem.sentence for problem in read(root)[1]]
    assert told == [
        "frameworks/health/strategy.yml: this file is not read. Rename it to strategy.yaml, or move it away.",
        "place.csv: this file is not read. Rename it to places.csv, or move it away.",
    ]


@pytest.mark.parametrize(
    ("path", "error"), [("nowhere", FileNotFoundError), ("places.csv", NotADirectoryError)]
)
def test_a_path_that_is_no_folder(tmp_path, path, error):
    write(tmp_path)
    with pytest.raises(error):
        read(tmp_path / path)


def test_a_folder_without_frameworks(tmp_path):
    with pytest.raises(InputProblem, match="There is no framework"):
        load(tmp_path)
    (tmp_path / "frameworks" / "empty").mkdir(parents=True)
    (tmp_path / "frameworks" / ".hidden").mkdir()
    with pytest.raises(InputProblem, match=r"frameworks/empty/strategy\.yaml: the file is missing"):
        load(tmp_path)


def test_all_problems_at_once_across_files(tmp_path):
    root = write(
        tmp_path,
        strategy_yaml=instead("strategy.yaml", "also_under: [W]", "also_under: [X]"),
        indicators_yaml=instead("indicators.yaml", "kind: output\n    preset: people_reached", "kind: ouput"),
        places_csv=instead("places.csv", "SE,Sweden,,country,world", "SE,Sweden,,country,earth"),
        claims_yaml=instead("claims.yaml", "place: NO, period: FY2020", "place: NOO, period: FY20"),
    )
    architecture, problems = read(root)
    assert architecture is None
    assert {(p.code, p.where.file, p.where.row) for p in problems} == {
        ("unknown_node", "frameworks/health/strategy.yaml", 14),
        ("wrong_word", "frameworks/health/indicators.yaml", 12),
        ("missing_key", "frameworks/health/indicators.yaml", 10),
        ("unknown_place", "places.csv", 4),
        ("wrong_value", "claims.yaml", 1),
    }


def test_a_row_with_a_column_that_does_not_exist_is_our_fault():
    with pytest.raises(KeyError, match="places has no column kpi"):
        Draft().add("places", lambda column: Where(), code="HN", kpi=1)

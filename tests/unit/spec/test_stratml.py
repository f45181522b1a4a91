"""A framework as StratML: its shape here, its validity against the published schemas where they are at hand."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from istmo.cli.app import main
from istmo.kernel.problem import WrongUse
from istmo.spec.architecture import Architecture, load
from istmo.spec.stratml import PARTS, as_stratml, identifier
from istmo.spec.stratml_words import address, clean, day
from tests.unit.spec import small

EXAMPLE = Path(__file__).parents[3] / "examples/central-america"
SCHEMAS = Path(__file__).parents[3] / "../shared/conformance/stratml"
FILES = {1: "StrategicPlanISOVersion20140401.xsd", 2: "PerformancePlanOrReport20160216.xsd"}

EMPTY = "code: health\ntitle: Nothing yet\nversion: v0\n"
SPANISH = """\
code: health
title: {es: "Salud <para> todos & más"}
version: "1"
standing: partner
effective_on: 2020-01-31
mission: {text: {es: "Que nadie enferme\\u0007\\uFFFE \\e[31m]]>"}}
nodes:
  - {code: 1+1, level: meta, title: {es: Ñandú}, text: {es: "«a» \\t b"}}
  - {code: 1_2B1, level: meta, title: {es: Otra}}
"""


def deep(levels: int) -> str:
    node = ""
    for level in reversed(range(levels)):
        pad = "  " + "    " * level
        node = f"{pad}- code: n{level}\n{pad}  level: step\n{pad}  title: Step {level}\n" + (
            f"{pad}  children:\n{node}" if node else ""
        )
    return f"code: health\ntitle: Deep\nversion: '1'\nnodes:\n{node}"


def without_indicators(folder: Path, strategy: str) -> Architecture:
    absent = dict.fromkeys(("indicators_yaml", "claims_yaml", "activities_csv", "undertakings_yaml"))
    return load(small.write(folder, strategy_yaml=strategy, **absent))


def parsed(text: str) -> Element:
    """The document with plain names."""
    namespace = re.search(r'xmlns="([^"]+)"', text)
    assert namespace is not None
    root = fromstring(text)  # noqa: S314  (our own document)
    for element in root.iter():
        assert element.tag.startswith(f"{{{namespace[1]}}}")
        element.tag = element.tag.rpartition("}")[2]
    return root


def texts(root: Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path)]


def test_goals_and_everything_below_them(tmp_path):
    root = parsed(as_stratml(load(small.write(tmp_path)), "health").text)
    assert (root.tag, root.attrib) == ("PerformancePlanOrReport", {"Type": "Strategic_Plan"})
    assert texts(root, "Name") == ["Health for all"]
    assert texts(root, "StrategicPlanCore/Mission/Description") == ["To keep people well"]
    assert texts(root, "StrategicPlanCore/Goal/Name") == ["Health", "Water", "Not stated"]
    assert texts(root, "StrategicPlanCore/Goal/Objective/SequenceIndicator") == ["1.1", "1.2"]
    assert texts(root, "AdministrativeInformation/StartDate") == ["2020-01-31"]
    [births, water] = root.findall("StrategicPlanCore/Goal/Objective/Identifier")[:2]
    assert (births.text, water.text) == ("_health_node_H1", "_health_node_H2")
    told = texts(root, "StrategicPlanCore/Goal/Objective/OtherInformation")
    assert "Related to health/W “Water”: Water saves mothers" in told[0]
    assert "Stands under “Water” as well (_health_node_W), and counts once." in told[1]
    assert "a judgement" in told[1]


def test_each_indicator_stands_once(tmp_path):
    architecture = load(small.write(tmp_path))
    root = parsed(as_stratml(architecture, "health").text)
    found = texts(root, ".//PerformanceIndicator/Identifier")
    assert sorted(found) == sorted(
        identifier("health", "indicator", code) for code in architecture.codes("indicators")
    )
    stages = {
        element.findtext("MeasurementDimension"): element.attrib
        for element in root.iter("PerformanceIndicator")
    }
    assert stages["Births with a midwife"]["ValueChainStage"] == "Output"
    assert stages["Water law"]["PerformanceIndicatorType"] == "Qualitative"
    assert "ValueChainStage" not in stages["Mothers who died"]
    units = texts(root, ".//PerformanceIndicator/UnitOfMeasurement")
    assert units == ["people", "per 100", "m3", "states", "per 100000"]
    [within] = root.findall(".//Relationship")
    assert within.get("RelationshipType") == "Narrower_Than"
    assert within.findtext("ReferentIdentifier") == "_health_indicator_births-attended"


def test_what_names_no_node_stands_under_a_goal_that_says_so(tmp_path):
    written = as_stratml(load(small.write(tmp_path)), "health")
    goal = parsed(written.text).findall("StrategicPlanCore/Goal")[-1]
    assert (goal.findtext("Name"), len(goal.findall("Objective/PerformanceIndicator"))) == ("Not stated", 3)
    assert "3 indicators name no node" in " ".join(written.told)


def test_an_indicator_of_a_goal_stands_under_the_goal_itself(tmp_path):
    text = small.FILES["frameworks/health/indicators.yaml"].replace("nodes: [H1]", "nodes: [H, H1]")
    root = parsed(as_stratml(load(small.write(tmp_path, indicators_yaml=text)), "health").text)
    first, second = root.findall("StrategicPlanCore/Goal/Objective")[:2]
    assert (first.findtext("Name"), first.find("Identifier")) == ("Health", None)
    assert first.findtext("PerformanceIndicator/MeasurementDimension") == "Births with a midwife"
    assert "(_health_indicator_births-attended)" in (second.findtext("OtherInformation") or "")


def test_part_1_names_indicators_in_words(tmp_path):
    written = as_stratml(load(small.write(tmp_path)), "health", 1)
    root = parsed(written.text)
    assert root.tag == "StrategicPlan"
    assert not list(root.iter("PerformanceIndicator"))
    told = texts(root, ".//OtherInformation")
    assert any("Indicator: Births with a midwife (output, people)" in text for text in told)
    assert any("Part 2 holds them" in text for text in written.told)


def test_a_framework_without_goals_says_so(tmp_path):
    written = as_stratml(without_indicators(tmp_path, EMPTY), "health")
    root = parsed(written.text)
    assert texts(root, "StrategicPlanCore/Goal/Name") == ["Not stated"]
    assert texts(root, "StrategicPlanCore/Goal/Description") == ["The framework states no goal."]
    assert root.find("StrategicPlanCore/Mission") is None
    assert "The framework states no goal" in written.told[0]


def test_what_xml_cannot_hold_is_marked_and_the_rest_kept(tmp_path):
    root = parsed(as_stratml(without_indicators(tmp_path, SPANISH), "health").text)
    assert texts(root, "Name") == ["Salud <para> todos & más"]
    assert texts(root, ".//Mission/Description") == ["Que nadie enferme\ufffd\ufffd \ufffd[31m]]>"]
    assert texts(root, ".//Goal/Identifier") == ["_health_node_1_2B1", "_health_node_1_5F2B1"]


def test_every_level_of_a_deep_tree_is_there(tmp_path):
    written = as_stratml(without_indicators(tmp_path, deep(12)), "health")
    root = parsed(written.text)
    assert texts(root, ".//Objective/Name") == [f"Step {level}" for level in range(1, 12)]
    assert texts(root, ".//Objective/SequenceIndicator")[-1] == "1.1.1.1.1.1.1.1.1.1.1.1"
    assert "10 nodes lie deeper" in written.told[0]


@pytest.mark.parametrize(
    ("code", "part", "words"), [("rails", 2, "no framework rails"), ("health", 3, "no part 3")]
)
def test_wrong_use(tmp_path, code, part, words):
    with pytest.raises(WrongUse, match=words):
        as_stratml(load(small.write(tmp_path)), code, part)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("https://example.org/a b?q=ñ#x", "https://example.org/a%20b?q=%C3%B1#x"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("shelf 3", ""),
        ("http://[bad", ""),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_address_is_a_web_address_or_nothing(text, uri):
    assert address(text) == uri


def test_day_and_clean():
    assert [day(text) for text in ("2017-06-16", "2017", "June", None)] == ["2017-06-16", "", "", ""]
    assert clean("a\x00\ud800\U0001f600\n") == "a\ufffd\ufffd\U0001f600\n"


def test_command_writes_a_file_and_talks_on_stderr(tmp_path, capsys):
    folder = small.write(tmp_path / "in")
    with pytest.raises(SystemExit) as left:
        main(["framework", "export", str(folder), "--format", "stratml", "--out", str(tmp_path / "x.xml")])
    out, err = capsys.readouterr()
    assert (left.value.code, out.strip()) == (0, str(tmp_path / "x.xml"))
    assert "note: 3 indicators name no node" in err
    assert parsed((tmp_path / "x.xml").read_text(encoding="utf-8")).tag == "PerformancePlanOrReport"
    with pytest.raises(SystemExit) as left:
        main(["framework", "export", str(EXAMPLE), "--format", "stratml"])
    _, err = capsys.readouterr()
    assert left.value.code == 2
    assert "a4p, carsi, partnership, strategy-2017" in err


def test_command_gives_one_framework_of_a_folder_with_its_links(capsys):
    with pytest.raises(SystemExit) as left:
        main(["framework", "export", str(EXAMPLE / "frameworks/carsi"), "--format", "stratml", "--part", "1"])
    out, _ = capsys.readouterr()
    assert left.value.code == 0
    assert "Close to strategy-2017/SECF2 “Citizen security”" in " ".join(
        texts(parsed(out), ".//OtherInformation")
    )


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the published schemas are not beside the checkout")
@pytest.mark.parametrize("part", PARTS)
def test_documents_are_valid(tmp_path, part):
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(SCHEMAS / FILES[part]))
    example = load(EXAMPLE)
    told = {code: as_stratml(example, code, part).text for code in example.frameworks}
    told["small"] = as_stratml(load(small.write(tmp_path / "small")), "health", part).text
    for name, strategy in (("empty", EMPTY), ("spanish", SPANISH), ("deep", deep(25))):
        told[name] = as_stratml(without_indicators(tmp_path / name, strategy), "health", part).text
    for name, text in told.items():
        assert schema.validate(etree.fromstring(text.encode())), (name, schema.error_log)

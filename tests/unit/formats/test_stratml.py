"""Strangers' StratML: what is read, what is told, and what is refused."""

from pathlib import Path

import pytest

from istmo.formats.door import Limits, read_plan
from istmo.framework import plans
from istmo.kernel.problem import InputProblem

PART_1 = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
PART_2 = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
GOAL = """\
<Goal>
<Name>Clean air</Name>
<Description>Air that harms nobody</Description>
<Identifier>_one</Identifier>
<SequenceIndicator>1</SequenceIndicator>
<Stakeholder><Name>Children</Name><Description>who breathe it</Description></Stakeholder>
<Objective>
<Name>Less dust</Name>
<Description>By half</Description>
<Identifier>_two</Identifier>
<SequenceIndicator>1.1</SequenceIndicator>
{indicators}
</Objective>
</Goal>
"""
INDICATOR = """\
<PerformanceIndicator ValueChainStage="Outcome" PerformanceIndicatorType="Quantitative">
<SequenceIndicator>1</SequenceIndicator>
<MeasurementDimension>People who breathe dust</MeasurementDimension>
<UnitOfMeasurement>percent</UnitOfMeasurement>
<Identifier>_three</Identifier>
{more}
</PerformanceIndicator>
"""


def plan(folder: Path, goals: str, *, part: int = 2, around: str = "", name: str = "An air plan") -> Path:
    root, namespace, kind = (
        ("PerformancePlanOrReport", PART_2, ' Type="Strategic_Plan"')
        if part == 2
        else ("StrategicPlan", PART_1, "")
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{namespace}"{kind}>\n<Name>{name}</Name>\n'
        f"<StrategicPlanCore>\n{goals}</StrategicPlanCore>\n{around}\n</{root}>\n"
    )
    path = folder / "plan.xml"
    path.write_text(text, encoding="utf-8")
    return path


def with_indicator(more: str = "", changed: tuple[str, str] = ("", "")) -> str:
    return GOAL.format(
        indicators=INDICATOR.format(more=more).replace(*changed)
        if changed[0]
        else INDICATOR.format(more=more)
    )


def target(number: str, dates: str = "<StartDate>2030-01-01</StartDate><EndDate>2030-12-31</EndDate>") -> str:
    units = f"<NumberOfUnits>{number}</NumberOfUnits>"
    return f"<MeasurementInstance><TargetResult>{dates}{units}</TargetResult></MeasurementInstance>"


def told(problems, code: str = "") -> str:
    return "\n".join(p.sentence for p in problems if not code or p.code == code)


def indicator_of(path: Path) -> dict:
    [one] = plans.load(path).whole.records("indicators")
    return one


@pytest.mark.parametrize("part", [1, 2])
def test_both_parts_are_read(tmp_path, part):
    whole = plans.load(plan(tmp_path, GOAL.format(indicators=""), part=part)).whole
    assert whole.frameworks == ("an-air-plan",)
    nodes = [(n["code"], n["level"], n["title"], n["text"]) for n in whole.records("nodes")]
    assert nodes == [
        ("1", "goal", "Clean air", "Air that harms nobody"),
        ("1.1", "objective", "Less dust", "By half"),
    ]
    assert [(r["node"], r["parent"]) for r in whole.records("node_parents")] == [("1.1", "1")]


def test_an_indicator_with_percent_is_a_percentage(tmp_path):
    one = indicator_of(plan(tmp_path, with_indicator()))
    assert (one["code"], one["kind"], one["preset"], one["per"]) == (
        "people-who-breathe-dust", "outcome", "percentage", 100,
    )  # fmt: skip
    assert one["direction"] == "none"


@pytest.mark.parametrize(
    ("stage", "kind", "words"),
    [
        ('ValueChainStage="Output"', "output", ""),
        ('ValueChainStage="Input"', "output", "Input has no kind of its own"),
        ('ValueChainStage="Input_Processing"', "output", "Input_Processing has no kind"),
        ('ValueChainStage="Output_Processing"', "output", "Output_Processing has no kind"),
        ("", "outcome", "no ValueChainStage is given"),
        ('ValueChainStage="Impact"', "outcome", "the stage Impact is none of StratML"),
    ],
)
def test_stages_are_kinds_and_a_guess_is_told(tmp_path, stage, kind, words):
    path = plan(tmp_path, with_indicator("", ('ValueChainStage="Outcome"', stage)))
    assert indicator_of(path)["kind"] == kind
    found = told(plans.load(path).problems, "stratml_taken_as")
    assert words in found
    assert ("ValueChainStage" in found or "the stage" in found) is bool(words)


def test_an_unknown_unit_never_adds(tmp_path):
    path = plan(tmp_path, with_indicator("", ("percent<", "visits<")))
    one = indicator_of(path)
    assert (one["preset"], one["over_places"], one["over_series"]) == ("score", "none", "none")
    assert "plan.xml, row 19 (“UnitOfMeasurement”)" in told(plans.load(path).problems)
    assert "the unit “visits” does not say how figures add up" in told(plans.load(path).problems)


def test_a_qualitative_indicator_is_a_text(tmp_path):
    path = plan(tmp_path, with_indicator("", ("Quantitative", "Qualitative")).replace("percent<", "words<"))
    assert indicator_of(path)["measure"] == "text"


@pytest.mark.parametrize(
    ("number", "row", "words"),
    [
        ("12.5", ("reported", "12.5", "12.5"), ""),
        ("10%", ("reported", "10", "10%"), "“10%” is not a number of StratML; it is read as 10 percent"),
        (
            "N/A",
            ("not_available", "", "N/A"),
            "the figure of people-who-breathe-dust is kept as not available",
        ),
        ("1,000", None, "“1,000” can be read in two ways; the figure of people-who-breathe-dust is left out"),
        ("ten", None, "“ten” is not a number"),
    ],
)
def test_numbers_of_units(tmp_path, number, row, words):
    came = read_plan(plan(tmp_path, with_indicator(target(number))))
    rows = [(f["state"], f["value"], f["value_as_written"]) for f in came.figures]
    assert rows == ([row] if row else [])
    assert words in told(came.problems)


def test_a_figure_without_dates_is_left_out_and_told(tmp_path):
    came = read_plan(plan(tmp_path, with_indicator(target("12", "<EndDate>2030-12-31</EndDate>"))))
    assert not came.figures
    assert "a target of people-who-breathe-dust, 12, has no first and last day" in told(came.problems)


def test_figures_pass_the_checks_of_a_submission(tmp_path):
    from istmo.spec import export

    came = plans.load(plan(tmp_path, with_indicator(target("12.5"))))
    folder = export.write(came.whole, None, tmp_path / "out", more=came.more)
    table = (folder / "submissions/figures.csv").read_text(encoding="utf-8").splitlines()
    assert table[1].startswith(
        "people-who-breathe-dust,plan-area,2030-01-01/2030-12-31,target,reported,12.5,percent,"
    )
    assert {r["code"] for r in came.whole.records("places")} == {"plan-area"}


def test_everything_that_does_not_fit_is_told_with_its_line(tmp_path):
    around = (
        "<AdministrativeInformation><StartDate>2021-01-01</StartDate><EndDate>soon</EndDate>"
        "<PublicationDate>2020-10-01</PublicationDate></AdministrativeInformation>\n"
        "<Submitter><GivenName>Ana</GivenName><EmailAddress>ana@example.org</EmailAddress></Submitter>\n"
        "<Extension>more</Extension>"
    )
    relation = (
        '<Relationship RelationshipType="Peer_To"><ReferentIdentifier>_nine</ReferentIdentifier><Name>Alike</Name>'
        "</Relationship>"
    )
    came = plans.load(plan(tmp_path, with_indicator(relation), around=around))
    said = told(came.problems)
    for words in (
        "row 10 (“Stakeholder”): of 1 the stakeholder “Children” is left out",
        "the relationship Peer_To to _nine is left out: “Alike”",
        "“soon” is no day such as 2030-12-31",
        "who handed the file in is left out",
        "Extension in PerformancePlanOrReport is left out: “more”",
    ):
        assert words in said
    assert "Ana" not in said
    [head] = came.whole.records("frameworks")
    assert (str(head["effective_on"]), head["version"]) == ("2021-01-01", "2020-10-01")


def test_an_identifier_given_twice_is_told(tmp_path):
    came = plans.load(plan(tmp_path, GOAL.format(indicators="").replace("_two", "_one")))
    assert "row 14 (“Identifier”): the identifier _one was given before, in line 8" in told(came.problems)
    assert len(came.whole.records("nodes")) == 2


def test_the_same_number_twice_gives_two_codes(tmp_path):
    came = plans.load(
        plan(tmp_path, GOAL.format(indicators="") + GOAL.format(indicators="").replace("_", "_b"))
    )
    assert [n["code"] for n in came.whole.records("nodes")] == ["1", "1.1", "2", "2.1"]
    assert "the number “1” cannot be a code, because it is given twice; the goal is called 2" in told(
        came.problems
    )


def test_arabic_script_is_kept_and_the_code_is_counted(tmp_path):
    goals = GOAL.format(indicators=INDICATOR.format(more="")).replace("People who breathe dust", "الناس")
    goals = goals.replace("Clean air", "هواء نظيف").replace(
        "Air that harms nobody", "هواء لا يضر أحدا في المدينة كلها"
    )
    path = plan(
        tmp_path,
        goals.replace("Less dust", "غبار أقل في كل المدن"),
        name="خطة الهواء للمدينة كلها وما حولها من القرى والأرياف",
    )
    came = plans.load(path)
    assert came.whole.frameworks == ("plan",)
    assert came.whole.records("nodes")[0]["title"] == "هواء نظيف"
    assert came.whole.records("indicators")[0]["code"] == "indicator-1"
    assert "its texts are taken as English, and they are in another script" in told(came.problems)
    named = plans.load(path, code="hawa", language="ar")
    assert named.whole.frameworks == ("hawa",)
    assert "another script" not in told(named.problems)


def test_an_objective_without_a_name_is_called_after_its_description(tmp_path):
    came = plans.load(plan(tmp_path, GOAL.format(indicators="").replace("<Name>Less dust</Name>", "")))
    assert came.whole.records("nodes")[1]["title"] == "By half"
    assert "objective 1.1 has no Name; it is called “By half”" in told(came.problems, "stratml_taken_as")


def test_an_older_namespace_is_read_and_told(tmp_path):
    path = plan(tmp_path, GOAL.format(indicators=""))
    path.write_text(path.read_text().replace(PART_2, "http://www.stratml.net/PerformancePlanOrReport"))
    assert "it is read as Part 2" in told(plans.load(path).problems)


HOSTILE = {
    "doctype": ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><PerformancePlanOrReport/>', "DOCTYPE"),
    "empty": ("", "the file is empty"),
    "page": ("<!doctype html><html></html>", "a web page"),
    "cut": (f'<PerformancePlanOrReport xmlns="{PART_2}"><Name>x', "cut off"),
    "other": ("<iati-activities/>", "no StratML"),
    "coreless": (f'<PerformancePlanOrReport xmlns="{PART_2}"><Name>x</Name></PerformancePlanOrReport>', "no StrategicPlanCore"),
    "deep": ("<a>" * 5000 + "</a>" * 5000, "larger than any such file needs"),
    "inner": (f'<x xmlns="{PART_2}"><StrategicPlan/></x>', "no StratML"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_one_problem(tmp_path, name):
    text, words = HOSTILE[name]
    path = tmp_path / "plan.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem) as refused:
        read_plan(path)
    [problem] = refused.value.problems
    assert words in problem.sentence


def test_a_file_beyond_the_limit_is_not_opened(tmp_path):
    with pytest.raises(InputProblem, match="larger than"):
        read_plan(plan(tmp_path, GOAL.format(indicators="")), limits=Limits(max_bytes=100))


def test_a_plan_without_a_goal_has_no_nodes(tmp_path):
    came = plans.load(plan(tmp_path, ""))
    assert came.whole.records("nodes") == []

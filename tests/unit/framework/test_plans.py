"""Importing a StratML file into a workspace."""

from pathlib import Path

import pytest

from istmo.framework import queries
from istmo.framework.models import Architecture
from istmo.framework.services import import_plan
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people.models import Agency
from istmo.spec.architecture import load
from tests.cast import AT

PLAN = """\
<PerformancePlanOrReport xmlns="urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport" Type="Strategic_Plan">
<Name>A plan</Name><StrategicPlanCore>
<Organization><Name>Office of Air</Name><Acronym>OAir</Acronym></Organization>
<Goal><Name>Clean air</Name><Description>d</Description></Goal>
</StrategicPlanCore></PerformancePlanOrReport>
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_import_plan_keeps_a_folder_that_reads_the_same(cast, plan: Path, tmp_path: Path) -> None:
    (version,), problems = import_plan(path=plan, by=cast.operator, at=AT)
    assert (version.code, version.title) == ("a-plan", "A plan")
    assert Agency.objects.filter(code="oair", own=True).exists()
    assert "the organization “Office of Air” is taken as an own agency" in "".join(
        p.sentence for p in problems
    )
    back = load(queries.checkout("a-plan", tmp_path / "back"))
    assert [row["title"] for row in back.records("nodes")] == ["Clean air"]


def test_import_plan_again_is_the_same_version(cast, plan: Path) -> None:
    first = import_plan(path=plan, by=cast.operator, at=AT)
    assert import_plan(path=plan, by=cast.operator, at=AT) == first


def test_import_plan_that_is_none_keeps_nothing(cast, plan: Path) -> None:
    plan.write_text("<x/>", encoding="utf-8")
    with pytest.raises(InputProblem, match="no StratML"):
        import_plan(path=plan, by=cast.operator, at=AT)
    assert not Architecture.objects.exists()


def test_import_plan_with_a_code_that_cannot_be_one(cast, plan: Path) -> None:
    with pytest.raises(WrongUse, match="begin with a letter"):
        import_plan(path=plan, by=cast.operator, at=AT, code="not a code")


def test_import_plan_by_someone_who_may_not(cast, plan: Path) -> None:
    with pytest.raises(WrongUse, match=r"ana .* may not import a framework"):
        import_plan(path=plan, by=cast.ana, at=AT)

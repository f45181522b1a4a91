"""A call asks for no performance indicator that nobody can know the meaning of, where its framework says so."""

from pathlib import Path

import pytest

from istmo.collect.models import Asks, DataCall
from istmo.collect.services import NewCall, open_call, sheets_of
from istmo.framework.services import import_folder
from istmo.kernel.problem import InputProblem
from tests.cast import AT, write_small

INDICATORS = """\
indicators:
  - {code: trained, title: Trained, kind: output, preset: people_reached, unit: people, nodes: [GOV], custom_reason: Ours, applies: [{agency: usaid}]}
  - code: whole
    title: Whole
    kind: output
    preset: things_delivered
    unit: things
    nodes: [GOV]
    custom_reason: Ours
    definition: A thing
    applies: [{agency: inl}]
    sheet: {no_breakdown: none, data_source: d, method: m, frequency: f, responsible: r, limitations: l, baseline_time: b, updated_on: 2016-01-01}
  - {code: around, title: Around, kind: context, preset: context_rate, unit: percent, direction: down}
"""


@pytest.fixture
def version(cast, tmp_path: Path):
    def made(sheets: str = "required", indicators: str = INDICATORS, quality: str = ""):
        folder = write_small(tmp_path / "small")
        home = folder / "frameworks" / "small"
        strategy = "code: small\ntitle: A small strategy\nversion: '1'\nnodes:\n  - {code: GOV, level: goal, title: Governance}\n"
        (home / "strategy.yaml").write_text(f"{strategy}sheets: {sheets}\n" if sheets else strategy)
        (home / "indicators.yaml").write_text(indicators)
        if quality:
            (folder / "quality.yaml").write_text(quality)
        for name in (
            "activities.csv",
            "claims.yaml",
            "undertakings.yaml",
            "evaluations.yaml",
            "benchmarks.yaml",
        ):
            (folder / name).unlink(missing_ok=True)
        return import_folder(path=folder, by=cast.operator, at=AT)[0]

    return made


def new(cast, version, usaid=Asks.PERFORMANCE, inl=None):
    asked = {cast.usaid: usaid} | ({cast.inl: inl} if inl else {})
    return NewCall("c1", "First call", version, "FY2017", asked)


def test_a_call_is_refused_and_names_everything_that_is_missing(cast, version):
    with pytest.raises(InputProblem) as refused:
        open_call(new=new(cast, version()), by=cast.operator, at=AT)
    [problem] = refused.value.problems
    for words in (
        "trained",
        "definition",
        "data source",
        "method",
        "frequency",
        "responsible office",
        "sheets: required",
    ):
        assert words in problem.sentence
    assert not DataCall.objects.exists()


def test_only_what_is_asked_of_whom_counts(cast, version):
    framework = version()
    opened = NewCall("c1", "First call", framework, "FY2017", {cast.inl: Asks.PERFORMANCE})
    assert open_call(new=opened, by=cast.operator, at=AT).code == "c1"


@pytest.mark.parametrize("asks", [Asks.CONTEXT, Asks.NOTHING])
def test_context_and_documents_need_no_sheet(cast, version, asks):
    assert open_call(new=new(cast, version(), asks), by=cast.operator, at=AT).code == "c1"


@pytest.mark.parametrize("sheets", ["advised", ""])
def test_advised_is_a_warning_and_says_nothing_of_sheets_nobody_began(cast, version, sheets):
    begun = INDICATORS.replace("definition: A thing", "caveat: Care")
    framework = version(sheets, begun)
    told = sheets_of(new(cast, framework, inl=Asks.PERFORMANCE), AT)
    assert [(one.severity, "whole does not say: definition" in one.sentence) for one in told] == [
        ("warning", True)
    ]
    assert open_call(new=new(cast, framework, inl=Asks.PERFORMANCE), by=cast.operator, at=AT).code == "c1"


def test_an_overdue_assessment_is_a_warning_only(cast, version):
    quality = (
        "- {code: q, indicator: whole, assessed_on: 2010-01-01, by: An office, results: {validity: met, integrity: met, "
        "precision: met, reliability: met, timeliness: met}}\n"
    )
    framework = version(quality=quality)
    asked = NewCall("c1", "First call", framework, "FY2017", {cast.inl: Asks.EVERYTHING})
    [told] = sheets_of(asked, AT)
    assert told.severity == "warning"
    assert "last assessed on 2010-01-01; the next is overdue since 2013-01-01" in told.sentence
    assert open_call(new=asked, by=cast.operator, at=AT).code == "c1"

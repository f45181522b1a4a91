"""Reference sheets and assessments of data as files: read, checked, written again."""

from datetime import date

import pytest

from istmo.spec.architecture import load, read
from istmo.spec.export import write as export
from istmo.spec.sheets import sheets
from tests.unit.spec.small import FILES, line_of, write

SHEET = """\
    definition: Births at which a midwife was present
    sheet:
      rationale: {en: Saves mothers, es: Salva madres}
      data_source: Books of the wards
      method: Counted by the nurses
      frequency: Once a year
      responsible: The ministry's office of statistics
      limitations: Births at home are not in the books
      baseline_time: "2019"
      notes: None
      updated_on: 2021-05-01
      changes:
        - {on: 2020-06-01, what: {en: Wards of two towns, es: Salas de dos pueblos}, why: They opened}
        - {on: 2021-05-01, what: Night births, why: They had been left out}
"""
QUALITY = """\
- code: dqa-1
  indicator: births-attended
  agency: ministry
  assessed_on: 2020-03-01
  by: {en: Inspectors, es: Inspección}
  method: Two wards were visited
  results: {validity: met, integrity: {result: partly, comment: {en: In pencil, es: A lápiz}}, precision: met, reliability: met, timeliness: not_assessed}
  limitations: One ward was closed
  actions: Ink
  source: who
  note: Told once
"""


def with_sheet(**changed: str) -> dict[str, str]:
    text = FILES["frameworks/health/indicators.yaml"].replace(
        "    lag_months: 24\n", f"    lag_months: 24\n{SHEET}"
    )
    for old, new in changed.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {"indicators_yaml": text}


def folder(tmp_path, quality=QUALITY, indicators=None, strategy=None):
    files = {"indicators_yaml": indicators or with_sheet()["indicators_yaml"]}
    if strategy:
        files["strategy_yaml"] = strategy
    made = write(tmp_path / "in", **files)
    if quality:
        (made / "quality.yaml").write_text(quality, encoding="utf-8")
    return made


def told(problems, code):
    return [p.sentence for p in problems if p.code == code]


def test_sheets_and_assessments_become_rows(tmp_path):
    whole = load(folder(tmp_path))
    [sheet] = whole.records("sheets")
    assert (sheet["indicator"], sheet["rationale"], sheet["updated_on"]) == (
        "births-attended",
        "Saves mothers",
        date(2021, 5, 1),
    )
    assert [(c["position"], c["on"], c["why"]) for c in whole.records("sheet_changes")] == [
        (1, date(2020, 6, 1), "They opened"),
        (2, date(2021, 5, 1), "They had been left out"),
    ]
    [assessment] = whole.records("quality_assessments")
    assert (assessment["office"], assessment["agency"]) == ("Inspectors", "ministry")
    assert [(r["quality"], r["result"]) for r in whole.records("quality_results")] == [
        ("validity", "met"),
        ("integrity", "partly"),
        ("precision", "met"),
        ("reliability", "met"),
        ("timeliness", "not_assessed"),
    ]


def test_written_and_read_again_is_the_same(tmp_path):
    whole = load(folder(tmp_path))
    again = load(export(whole, None, tmp_path / "out"))
    assert {name: sorted(rows, key=str) for name, rows in again.tables().items()} == {
        name: sorted(rows, key=str) for name, rows in whole.tables().items()
    }
    assert load(export(again, "health", tmp_path / "one")).records("sheets") == whole.records("sheets")


def test_a_sheet_that_was_begun_tells_everything_it_lacks_at_once(tmp_path):
    text = (
        with_sheet()["indicators_yaml"]
        .replace("      method: Counted by the nurses\n", "")
        .replace('      baseline_time: "2019"\n', "")
    )
    _, problems = read(folder(tmp_path, indicators=text))
    [said] = told(problems, "sheet_incomplete")
    assert "births-attended does not say: method, time of the baseline" in said
    assert "row " in said


def test_without_a_sheet_nothing_is_asked_unless_the_framework_does(tmp_path):
    _, problems = read(write(tmp_path / "a"))
    assert not told(problems, "sheet_incomplete")
    strategy = FILES["frameworks/health/strategy.yaml"] + "sheets: required\n"
    whole, problems = read(write(tmp_path / "b", strategy_yaml=strategy))
    said = told(problems, "sheet_incomplete")
    assert len(said) == 4
    assert not any("mortality" in one for one in said)
    assert sheets(whole.records)["births-attended"].required
    assert load(export(whole, None, tmp_path / "out")).records("frameworks")[0]["sheets"] == "required"


def test_days_to_come_are_errors_where_today_is_known(tmp_path):
    made = folder(tmp_path)
    whole, problems = read(made, date(2021, 5, 1))
    assert whole is not None
    assert not told(problems, "day_to_come")
    none, problems = read(made, date(2020, 2, 29))
    assert none is None
    assert len(told(problems, "day_to_come")) == 4
    assert "assessed_on is 2020-03-01, which is still to come" in " ".join(told(problems, "day_to_come"))


@pytest.mark.parametrize(("today", "late"), [(date(2023, 2, 28), 0), (date(2023, 3, 1), 1)])
def test_an_assessment_is_overdue_after_three_years(tmp_path, today, late):
    _, problems = read(folder(tmp_path), today)
    said = told(problems, "assessment_overdue")
    assert len(said) == late
    if late:
        assert "last assessed on 2020-03-01; the next assessment is overdue since 2023-03-01" in said[0]


def test_an_assessment_that_passes_a_quality_over_is_an_error(tmp_path):
    _, problems = read(folder(tmp_path, QUALITY.replace(", timeliness: not_assessed", "")))
    assert any("timeliness" in p.sentence for p in problems if p.code == "missing_key")


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("indicator: births-attended", "indicator: births-attend", "unknown_indicator", "births-attended"),
        ("agency: ministry", "agency: nobody", "unknown_agency", "nobody"),
        ("by: {en: Inspectors, es: Inspección}", "by: ana@example.org", "person_named", "names a person"),
        ("by: {en: Inspectors, es: Inspección}", "by: Dr. Ana Ruiz", "person_named", "office or the role"),
        ("validity: met", "validity: fine", "wrong_word", "met"),
    ],
)
def test_what_an_assessment_must_not_say(tmp_path, old, new, code, words):
    _, problems = read(folder(tmp_path, QUALITY.replace(old, new)))
    assert any(words in said for said in told(problems, code)), problems


def test_two_assessments_of_one_code_or_one_day_are_told(tmp_path):
    _, problems = read(folder(tmp_path, QUALITY + QUALITY))
    assert "the quality assessment dqa-1 is given twice" in told(problems, "duplicate_code")[0]
    _, problems = read(folder(tmp_path / "b", QUALITY + QUALITY.replace("dqa-1", "dqa-2")))
    assert "dqa-2 and dqa-1 assess the same data on the same day" in told(problems, "assessed_twice")[0]


def test_two_indicators_of_one_code_with_sheets_are_told_once(tmp_path):
    text = with_sheet()["indicators_yaml"].replace(
        "  - code: water-share\n", f"  - code: births-attended\n{SHEET}", 1
    )
    _, problems = read(folder(tmp_path, quality=None, indicators=text))
    said = told(problems, "duplicate_code")
    assert sum("the indicator births-attended is given twice" in one for one in said) == 1
    assert not any("the sheet" in one for one in said)


def test_a_history_out_of_order_is_told(tmp_path):
    text = with_sheet()["indicators_yaml"].replace("on: 2020-06-01", "on: 2021-06-01")
    _, problems = read(folder(tmp_path, indicators=text))
    assert told(problems, "changes_out_of_order")
    assert (
        "was changed on 2021-06-01, after its last update (2021-05-01)"
        in told(problems, "changed_after_update")[0]
    )


def test_an_unknown_key_of_a_sheet_names_the_nearest(tmp_path):
    text = with_sheet()["indicators_yaml"].replace("data_source:", "datasource:")
    _, problems = read(folder(tmp_path, indicators=text))
    [problem] = [p for p in problems if p.code == "unknown_key"]
    assert problem.fix == "write data_source instead"
    assert problem.where.row == line_of("indicators.yaml", "    lag_months: 24") + 4

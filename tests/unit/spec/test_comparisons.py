"""Comparisons as files: what is read, what is refused and how that is told, and written again."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from istmo.spec import export
from istmo.spec.architecture import load, read
from istmo.spec.json_schema import FOLDER
from tests.unit.spec.small import write

TEXT = """\
- code: births-before
  text: {en: Births beside the year before, es: Partos junto al año anterior}
  figure: {indicator: water-share, place: NO, period: FY2021, breakdown: sex=f, agency: ministry, activity: midwives}
  baseline: FY2020
  n: 250
  comparator_n: 1000.5
  design: before_after
  chosen_because: extreme
  source: plan
  span: [3, 40]
  note: {en: Worst of all, es: El peor}
- code: north-and-sweden
  text: Norway beside Sweden
  figure: {indicator: births-attended, place: NO, period: 2020}
  against: {place: SE}
  groups_overlap: no
  design: randomised
  source: who
- code: no-base
  text: A base nobody told
  figure: {indicator: mortality, place: NO, period: 2020}
  baseline: undated
  design: none
"""

#: (what stands there, what stands there instead, code, words of the sentence)
WRONG = [
    (
        "  baseline: undated\n",
        "",
        "nothing_compared",
        "write baseline: with a period of the same series, or against:",
    ),
    ("  baseline: undated\n", "  baseline: 2019\n  against: {place: SE}\n", "nothing_compared", "not both"),
    ("baseline: undated", "baseline: before", "wrong_value", "is not a period"),
    (
        "baseline: FY2020",
        "baseline: FY2021",
        "baseline_not_before",
        "FY2021 of births-before ends no earlier",
    ),
    ("design: none", "design: comparison_group", "wrong_design", "write against: with the other group"),
    ("design: randomised", "design: before_after", "wrong_design", "write baseline: with the earlier period"),
    ("design: none", "design: quasi", "wrong_word", "use one of these words"),
    ("  source: who\n", "", "design_without_source", "no source describes it"),
    (
        "indicator: births-attended",
        "indicator: mortality",
        "context_credited",
        "context and credited to nobody",
    ),
    ("groups_overlap: no", "groups_overlap: nested", "wrong_design", "and to overlap"),
    ("groups_overlap: no", "groups_overlap: perhaps", "wrong_word", "use one of these words"),
    ("{place: SE}", "{place: NO}", "compared_with_itself", "name the other group's figure"),
    ("{place: SE}", "{place: DK}", "unknown_place", "there is no place DK"),
    (
        "{place: SE}",
        "{indicator: mortality}",
        "compared_unlike",
        "births-attended is a count and mortality is a ratio",
    ),
    ("{place: SE}", "{agency: mininstry}", "unknown_agency", "write ministry"),
    ("  source: plan\n", "", "span_without_source", "write source: too"),
    ("breakdown: sex=f", "breakdown: women", "wrong_value", "write it like age=15-24;sex=f"),
    ("n: 250", "n: 0", "out_of_range", "a number above 0"),
    ("n: 250", "n: many", "wrong_value", "a number was expected"),
    ("code: no-base", "code: births-before", "duplicate_code", "births-before is given twice"),
    ("chosen_because: extreme", "chosen_becaus: extreme", "unknown_key", "write chosen_because instead"),
]


def architecture(folder: Path, text: str = TEXT) -> Path:
    root = write(folder)
    (root / "comparisons.yaml").write_text(text, encoding="utf-8")
    return root


def test_rows_tell_both_figures(tmp_path: Path) -> None:
    before, _, none = sorted(load(architecture(tmp_path)).records("comparisons"), key=lambda row: row["code"])
    assert (before["against"], before["comparator_indicator"], before["groups_overlap"]) == (
        "baseline",
        None,
        None,
    )
    assert (before["comparator_start"], before["comparator_end"]) == (date(2019, 10, 1), date(2020, 9, 30))
    assert (before["n"], before["comparator_n"]) == (250, Decimal("1000.5"))
    assert (none["against"], none["comparator_indicator"], none["comparator_place"]) == (
        "group",
        "births-attended",
        "SE",
    )
    assert (none["comparator_period"], none["comparator_breakdown"]) == ("2020", "")


def test_a_base_that_is_not_dated_has_no_days(tmp_path: Path) -> None:
    [told] = [row for row in load(architecture(tmp_path)).records("comparisons") if row["code"] == "no-base"]
    assert (told["comparator_period"], told["comparator_start"], told["chosen_because"]) == (
        "undated",
        None,
        "unknown",
    )


def test_written_and_read_again_they_are_the_same(tmp_path: Path) -> None:
    first = load(architecture(tmp_path / "in"))
    out = export.write(first, None, tmp_path / "out")
    assert read(out)[1] == []
    assert load(out).tables() == first.tables()


def test_schema_accepts_them(tmp_path: Path) -> None:
    schema = json.loads((FOLDER / "comparisons.schema.json").read_text(encoding="utf-8"))
    told = json.loads(json.dumps(YAML(typ="safe", pure=True).load(TEXT), default=str))
    for entry in told:
        entry["figure"]["period"] = str(entry["figure"]["period"])
    Draft202012Validator(schema).validate(told)
    told[0]["design"] = "quasi"
    assert not Draft202012Validator(schema).is_valid(told)


@pytest.mark.parametrize(("old", "new", "code", "words"), WRONG)
def test_wrong_comparisons_are_told(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    assert TEXT.count(old) == 1, old
    _, problems = read(architecture(tmp_path, TEXT.replace(old, new)))
    found = [p for p in problems if p.code == code and words.casefold() in p.sentence.casefold()]
    assert len(found) == 1, [p.sentence for p in problems]
    assert found[0].where.file == "comparisons.yaml"
    assert found[0].where.row


def test_comparisons_of_another_framework_stay_with_it(tmp_path: Path) -> None:
    root = architecture(tmp_path)
    (root / "frameworks" / "roads").mkdir()
    (root / "frameworks" / "roads" / "strategy.yaml").write_text("{code: roads, title: Roads, version: v1}")
    (root / "undertakings.yaml").unlink()
    both = load(root)
    assert len(both.only("health").records("comparisons")) == 3
    assert both.only("roads").records("comparisons") == []
    assert [row for row in both.only("roads").records("texts") if row["table"] == "comparisons"] == []

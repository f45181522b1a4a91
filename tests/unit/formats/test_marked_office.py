"""What LibreOffice makes of our workbooks: it opens them, keeps the marks, and what it saves is read and marked again."""

import csv
from pathlib import Path

import openpyxl
import pytest

from istmo.formats import door, xlsx
from istmo.kernel.problem import Problem, Severity, Where
from tests.services.office import saved
from tests.workbooks import DAY, PERCENT, changed_cells, marks_of, number, row, sheet, workbook

pytestmark = pytest.mark.slow


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Figures with a percentage, a day, and a formula whose value was never saved."""
    rows = [row(1, ["indicator", "place", "period", "role", "value", "as_of", "note"])]
    rows.append(
        row(
            2,
            ["a", "SV", "2016", "result", number("E2", "0.62", PERCENT), number("F2", "42916", DAY), "=1+1"],
        )
    )
    rows.append(row(3, ["a", "HN", "2016", "result", '<c r="E3"><f>20+4</f></c>']))
    return workbook(tmp_path / "a.xlsx", {"R": sheet(rows)})


def problem(column: str, line: int, severity: Severity = Severity.ERROR) -> Problem:
    return Problem("x", severity, "is wrong", Where("a.xlsx", "R", column, line, "h"), fix="mend it")


def test_written_workbook_shows_the_same_texts(theirs: Path, tmp_path: Path) -> None:
    came = door.read([theirs], into=tmp_path / "into")
    (out,) = xlsx.write(came.figures, None, tmp_path / "out.xlsx")
    with saved(out, "csv", tmp_path / "office").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [each["value"] for each in listed] == ["62", ""]
    assert [each["note"] for each in listed] == ["=1+1", ""]
    assert listed[0]["as_of"] == "2017-06-30"
    assert listed[1]["value_as_written"] == "=20+4"


def test_marks_live_through_another_program(theirs: Path, tmp_path: Path) -> None:
    """Its users mend and save; then old marks have to be known again, though it drops authors and joins texts."""
    out = tmp_path / "marked.xlsx"
    door.give_back(theirs, [problem("E", 3), problem("B", 2, Severity.WARNING)], out)
    again = saved(out, "xlsx", tmp_path / "office")
    assert set(marks_of(again)["R"]) == {"E3", "B2"}
    assert changed_cells(again, "R") == {"E3", "B2"}
    came = door.read([again], into=tmp_path / "into")
    assert [each.code for each in came.problems] == ["percent_as_shown"]
    twice = tmp_path / "twice.xlsx"
    door.give_back(again, [problem("C", 2)], twice)
    assert set(marks_of(twice)["R"]) == {"C2"}
    assert changed_cells(twice, "R") == {"C2"}
    assert openpyxl.load_workbook(twice).sheetnames == ["R", "Problems"]
    assert set(marks_of(saved(twice, "xlsx", tmp_path / "office 2"))["R"]) == {"C2"}


def test_sheet_of_problems_can_be_printed(theirs: Path, tmp_path: Path) -> None:
    out = tmp_path / "marked.xlsx"
    door.give_back(theirs, [problem("E", 3)], out)
    assert saved(out, "pdf", tmp_path / "office").read_bytes().startswith(b"%PDF")

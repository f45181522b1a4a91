"""A file given back with its problems in it: what the reporter had stays, what was found stands at its cell."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from istmo.formats import door, xlsx
from istmo.formats._shared import Limits
from istmo.kernel.problem import Problem, Severity, Where, WrongUse
from tests.workbooks import changed_cells, marks_of, number, packed, parts, row, sheet, table, workbook


def problem(column: str = "", line: int | None = None, sheet_: str = "R", **told: object) -> Problem:
    severity = told.pop("severity", Severity.ERROR)
    where = Where("a.xlsx", sheet_, column, line, "value")
    return Problem("x", severity, "is wrong", where, fix="mend it", **told)  # type: ignore[arg-type]


def marked(path: Path, *problems: Problem, name: str = "marked.xlsx") -> Path:
    out = path.parent / name
    door.give_back(path, problems, out)
    return out


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A workbook as a person makes it: formulas with values, a remark, colours, lists, a chart, two sheets."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    figures = book.add_worksheet("R")
    figures.write_row(0, 0, ["indicator", "place", "period", "role", "value"])
    figures.write_row(1, 0, ["homicide-rate", "SV", 2016, "context"])
    figures.write_formula("E2", "=40+41.2", None, 81.2)
    figures.write_comment("E2", "as in our yearbook", {"author": "Ana"})
    figures.conditional_format(
        "E2:E9", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format()}
    )
    figures.data_validation("D2:D9", {"validate": "list", "source": ["context", "result"]})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=R!$E$2:$E$9"})
    figures.insert_chart("G2", chart)
    figures.merge_range("A5:A6", "below")
    book.add_worksheet("Other sheet").write(0, 0, "hello")
    book.close()
    return path


def test_problem_stands_at_its_cell_with_colour_and_words(theirs: Path) -> None:
    came = marks_of(marked(theirs, problem("C", 2), problem("D", 2, severity=Severity.WARNING)))
    assert came["R"]["C2"] == "— istmo —\nError: Is wrong. Mend it."
    assert came["R"]["D2"] == "— istmo —\nWarning: Is wrong. Mend it."
    assert changed_cells(theirs.parent / "marked.xlsx", "R") == {"C2", "D2"}


def test_sheet_of_problems_links_to_the_cells(theirs: Path) -> None:
    listed = openpyxl.load_workbook(marked(theirs, problem("C", 2, count=3), problem(sheet_="Other sheet")))[
        "Problems"
    ]
    assert "2 errors, 0 warnings, 0 notes. The errors have to be mended" in listed["A2"].value
    assert [cell.value for cell in listed[6]][:6] == ["Error", "R!C2", "value", "Is wrong.", "Mend it.", "3"]
    assert listed["B6"].hyperlink.location == "'R'!C2"
    assert listed["B7"].value == "Other sheet"
    assert listed["B7"].hyperlink is None


def test_everything_of_the_reporter_stays(theirs: Path) -> None:
    out = marked(theirs, problem("E", 2), problem("A", 6))
    with zipfile.ZipFile(theirs) as before, zipfile.ZipFile(out) as after:
        old, new = before.read("xl/worksheets/sheet1.xml"), after.read("xl/worksheets/sheet1.xml")
        cells = old[old.index(b"<sheetData>") : old.index(b"</sheetData>")]
        assert cells in new
        for part in ("xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "xl/theme/theme1.xml"):
            assert before.read(part) == after.read(part)
        assert b"<dataValidations" in new
        assert new.count(b"<cfRule") == old.count(b"<cfRule") + 1
    came = marks_of(out)
    assert came["R"]["E2"] == "as in our yearbook\n\n— istmo —\nError: Is wrong. Mend it."
    assert "A5" in came["R"]  # the cell that is seen of those merged
    assert openpyxl.load_workbook(out, data_only=True)["R"]["E2"].value == 81.2


def test_marked_workbook_reads_as_before(theirs: Path, tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    before = xlsx.read(theirs, tmp_path / "1")
    after = xlsx.read(marked(theirs, problem("E", 2)), tmp_path / "2")
    assert before.figures
    assert after.figures
    assert before.figures.read_bytes() == after.figures.read_bytes()
    assert [each.found for each in before.problems] == [each.found for each in after.problems]


def test_marking_again_replaces_what_was_marked(theirs: Path) -> None:
    once = marked(theirs, problem("C", 2), problem("E", 2))
    twice = marked(once, problem("D", 2), name="twice.xlsx")
    assert marks_of(twice)["R"] == {"D2": "— istmo —\nError: Is wrong. Mend it.", "E2": "as in our yearbook"}
    assert changed_cells(twice, "R") == {"D2"}
    book = openpyxl.load_workbook(twice)
    assert book.sheetnames == ["R", "Other sheet", "Problems"]
    assert "1 error, 0 warnings" in book["Problems"]["A2"].value
    none = marked(twice, name="none.xlsx")
    assert marks_of(none)["R"] == {"E2": "as in our yearbook"}
    assert "Nothing stops this file" in openpyxl.load_workbook(none)["Problems"]["A2"].value


def test_one_sheet_is_selected_and_shown(theirs: Path) -> None:
    """Of several selected sheets every one would take what is typed into one."""
    book = openpyxl.load_workbook(marked(theirs, problem("C", 2)))
    assert book.active.title == "Problems"
    assert [each.title for each in book if each.sheet_view.tabSelected] == ["Problems"]


def test_taken_name_gives_another(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"R": table("1"), "problems": sheet([row(1, ["mine"])])})
    assert openpyxl.load_workbook(marked(path, problem("E", 2))).sheetnames == ["R", "problems", "Problems 2"]


def test_every_place_of_a_problem_is_marked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"R": table(*["x"] * 300)})
    came = door.read([path], into=tmp_path / "into", limits=Limits(places=1000))
    out = marked(path, *came.problems)
    assert changed_cells(out, "R") >= {f"E{line}" for line in range(2, 302)}
    assert len(marks_of(out)["R"]) == 300


def test_column_is_marked_at_its_header(tmp_path: Path) -> None:
    rows = [row(1, ["Our results"]), row(3, ["indicator", "place", "period", "role", "value"])]
    path = workbook(tmp_path / "a.xlsx", {"R": sheet(rows)})
    assert list(marks_of(marked(path, problem("E")))["R"]) == ["E3"]


def test_words_of_strangers_are_words_only(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"<&\"'>": table('=HYPERLINK("http://x")')})
    evil = Problem(
        "x", Severity.ERROR, '=1+1 s="plain" <b>&amp;\x07', Where("a.xlsx", "<&\"'>", "E", 2), fix="@SUM(A1)"
    )
    book = openpyxl.load_workbook(marked(path, evil))
    cells = [cell for cells in book["Problems"].iter_rows() for cell in cells if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert '=1+1 s="plain" <b>&amp;�.' in [cell.value for cell in cells]


def test_rows_of_text_become_a_workbook_row_for_row(tmp_path: Path) -> None:
    path = tmp_path / "figures of Ana.csv"
    path.write_text(
        'sep=;\nOur results\n\nindicator;value;note\nx;1,300;"=1+1\nmore"\ny;0012;2016\n', encoding="utf-8"
    )
    out = marked(path, Problem("x", Severity.ERROR, "is wrong", Where("f.csv", "", "B", 4), fix="mend it"))
    made = openpyxl.load_workbook(out)["figures of Ana"]
    assert [[cell.value for cell in cells] for cells in made.iter_rows(max_row=5)] == [
        ["Our results", None, None],
        [None, None, None],
        ["indicator", "value", "note"],
        ["x", "1,300", "=1+1\nmore"],
        ["y", "0012", 2016],
    ]
    assert made["C4"].data_type == "s"
    assert list(marks_of(out)["figures of Ana"]) == ["B4"]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" + bytes(range(256)) * 9, b"%PDF-1.7", b"<x/>", b"\x00\x01"]
)
def test_broken_file_is_told_of_at_least(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    came = door.read([path], into=tmp_path / "into")
    listed = openpyxl.load_workbook(marked(path, *came.problems))["Problems"]
    assert listed["D6"].value == came.problems[0].found[:1].upper() + came.problems[0].found[1:] + "."


def test_macros_stay_and_want_their_own_name(tmp_path: Path) -> None:
    content = parts({"R": table("1")})
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    path = packed(tmp_path / "a.xlsm", {**content, "xl/vbaProject.bin": b"macros"})
    with pytest.raises(WrongUse, match=r"let its name end in \.xlsm"):
        marked(path, problem("E", 2))
    with zipfile.ZipFile(marked(path, problem("E", 2), name="out.xlsm")) as archive:
        assert archive.read("xl/vbaProject.bin") == b"macros"


def test_same_file_and_problems_give_the_same_bytes(theirs: Path) -> None:
    one, two = marked(theirs, problem("C", 2)), marked(theirs, problem("C", 2), name="two.xlsx")
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(two) as second:
        assert {n: first.read(n) for n in first.namelist()} == {n: second.read(n) for n in second.namelist()}


def test_number_that_is_stored_otherwise_is_left_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"R": table(number("E2", "0.30000000000000004"))})
    with zipfile.ZipFile(marked(path, problem("E", 2))) as archive:
        assert b"<v>0.30000000000000004</v>" in archive.read("xl/worksheets/sheet1.xml")

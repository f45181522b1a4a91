"""A publisher's list of standard indicators under its own headers, as CSV and as a workbook."""

from pathlib import Path

import openpyxl
import pytest

from istmo.cli.app import main
from istmo.formats.door import read_master
from istmo.framework import standards
from istmo.kernel.problem import InputProblem, WrongUse

LIST = """\
Master list of indicators;;;
Indicator Number;Indicator Title;Unit of Measure;Disaggregated by
ES.1-14;Number of classrooms built or repaired;number;
ES.1-6;Number of educators who complete training;number;Sex

CBLD-9;Percent of organizations with improved performance;percent;
"""


def file(folder: Path, text: str = LIST, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["Nothing here"])
    sheet = book.create_sheet("Indicators")
    for row in rows:
        sheet.append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def cells(came) -> list[tuple[int, str, str, str]]:
    return [(row, told["standard_code"], told["title"], told.get("unit", "")) for row, told in came.rows]


def test_known_headers_are_found_below_a_title(tmp_path):
    came = read_master(file(tmp_path))
    assert cells(came) == [
        (3, "ES.1-14", "Number of classrooms built or repaired", "number"),
        (4, "ES.1-6", "Number of educators who complete training", "number"),
        (6, "CBLD-9", "Percent of organizations with improved performance", "percent"),
    ]
    assert came.rows[1][1]["disaggregates"] == "Sex"


def test_other_headers_are_named_by_the_user(tmp_path):
    text = LIST.replace("Indicator Number", "Ref").replace("Indicator Title", "What")
    with pytest.raises(InputProblem, match="--column code=HEADER"):
        read_master(file(tmp_path, text))
    came = read_master(file(tmp_path, text), named={"standard_code": "ref", "title": "WHAT"})
    assert len(came.rows) == 3


def test_a_workbook_is_read_on_the_sheet_with_the_header(tmp_path):
    came = read_master(
        workbook(tmp_path, ["Code", "Name"], ["ES.1-3", "Learners reached"], [None, None], ["ES.1-4", "More"])
    )
    assert cells(came) == [(2, "ES.1-3", "Learners reached", ""), (4, "ES.1-4", "More", "")]


def test_a_code_that_a_spreadsheet_made_a_date_of_is_told(tmp_path):
    from datetime import datetime

    came = read_master(workbook(tmp_path, ["Code", "Name"], [datetime(2016, 4, 15), "Growth"]))  # noqa: DTZ001
    [problem] = came.problems
    assert "list.xlsx, Indicators!A2" in problem.sentence
    assert "a spreadsheet makes one of a code such as 4-15" in problem.sentence


def test_a_row_without_code_or_title_is_told_with_its_cell(tmp_path):
    came = read_master(file(tmp_path, "Code,Title\nA-1,One\n,Two\nA-3,\n"))
    assert [problem.sentence.partition(":")[0] for problem in came.problems] == [
        "list.csv, A3 (“Code”)",
        "list.csv, B4 (“Title”)",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("Code,Title\n", "no rows"),
        ("a,b\n1,2\n", "no row has a header for the code"),
        ('Code,Title\n"A,B\n', "cannot be read as a table"),
    ],
)
def test_what_is_no_list_is_told(tmp_path, text, words):
    path = file(tmp_path, text)
    try:
        said = " ".join(problem.sentence for problem in read_master(path).problems)
    except InputProblem as refused:
        said = str(refused)
    assert words in said


def test_codes_given_twice_are_errors_with_both_rows(tmp_path):
    told = standards.listed(
        read_master(file(tmp_path, LIST.replace("ES.1-6", "ES.1-14"))), "US-F", "list.csv"
    )
    [problem] = told.problems
    assert (
        "list.csv, row 4 (“code”): the code ES.1-14 is given twice; it was first given in row 3"
        in problem.sentence
    )


def test_other_vocabularies_of_the_file_stay(tmp_path):
    out = tmp_path / "standards.csv"
    standards.write(
        standards.united([{"vocabulary": "WHO", "standard_code": "1", "title": "One"}], "WHO", out), out
    )
    text = standards.united([{"vocabulary": "US-F", "standard_code": "ES.1-3", "title": "Two"}], "US-F", out)
    assert [line.split(",")[0] for line in text.splitlines()] == ["vocabulary", "WHO", "US-F"]
    with pytest.raises(WrongUse, match="has indicators of WHO already"):
        standards.united([], "WHO", out)


def run(capsys, *arguments) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["framework", *(str(argument) for argument in arguments)])
    return left.value.code, *capsys.readouterr()


def test_the_command_writes_what_a_framework_reads(tmp_path, capsys):
    from tests.unit.spec.small import write

    folder = write(tmp_path / "in")
    made = ["standards", file(tmp_path), "--vocabulary", "US-F", "--out", folder / "standards.csv"]
    assert run(capsys, *made, "--dry-run")[0] == 0
    assert not (folder / "standards.csv").exists()
    code, out, err = run(capsys, *made)
    assert (code, out.strip()) == (0, str(folder / "standards.csv"))
    assert "3 standard indicators of US-F" in err
    code, out, _ = run(capsys, "near", "classrooms repaired", "--framework", folder)
    assert (code, out.split("\t")[2]) == (0, "ES.1-14")
    assert run(capsys, *made)[0] == 2


def test_the_command_refuses_doubled_codes_and_strange_columns(tmp_path, capsys):
    doubled = file(tmp_path, LIST.replace("ES.1-6", "ES.1-14"))
    code, _, err = run(capsys, "standards", doubled, "--vocabulary", "US-F", "--out", tmp_path / "out.csv")
    assert code == 1
    assert "given twice" in err
    assert not (tmp_path / "out.csv").exists()
    code, _, err = run(
        capsys, "standards", doubled, "--vocabulary", "V", "--out", tmp_path / "o", "--column", "size=X"
    )
    assert code == 2
    assert "write one of code, title" in err


def test_near_without_a_list_says_how_to_get_one(tmp_path, capsys):
    from tests.unit.spec.small import write

    code, _, err = run(capsys, "near", "anything", "--framework", write(tmp_path))
    assert code == 2
    assert "has no standards.csv" in err

"""Workbooks: what the reporter sees is what is read, and what cannot be read is told at its cell."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from istmo.formats import xlsx
from istmo.formats._shared import Read
from istmo.kernel.problem import InputProblem, Severity, WrongUse
from tests.workbooks import DAY, MONTH, PERCENT, TIME, ZEROS, number, row, sheet, table, text, workbook


def read(path: Path) -> Read:
    into = path.parent / f"{path.name}.into"
    into.mkdir()
    return xlsx.read(path, into)


def figures(came: Read) -> list[dict[str, Any]]:
    return parquet.read_table(came.figures).to_pylist()


def told(came: Read) -> dict[str, str]:
    return {problem.code: problem.sentence for problem in came.problems}


def values(tmp_path: Path, *cells: str) -> tuple[list[Any], list[str]]:
    """What is read of cells of the column value, and the sentences told."""
    came = read(workbook(tmp_path / "a.xlsx", {"Results": table(*cells)}))
    return [each["value"] for each in figures(came)], [problem.sentence for problem in came.problems]


@pytest.mark.parametrize(
    ("stored", "style", "seen"),
    [
        ("82", 0, "82"),
        ("81.2", 0, "81.2"),
        ("0.30000000000000004", 0, "0.3"),
        ("9.9499999999999993", 0, "9.95"),
        ("1.2E-3", 0, "0.0012"),
        ("1.2345678901234E+19", 0, "12345678901234000000"),
        ("-5", 0, "-5"),
        ("0.62", PERCENT, "62"),
        ("0.57999999999999996", PERCENT, "58"),
        ("7", ZEROS, "7"),
    ],
)
def test_number_is_read_as_the_reporter_sees_it(stored: str, style: int, seen: str, tmp_path: Path) -> None:
    assert values(tmp_path, number("E2", stored, style))[0] == [Decimal(seen)]


def test_percent_is_told_once_a_column(tmp_path: Path) -> None:
    _, said = values(tmp_path, number("E2", "0.62", PERCENT), number("E3", "0.5", PERCENT))
    assert len(said) == 1
    assert (
        "Results!E2 (“value”): the cells show percentages and were read as shown, the first as 62" in said[0]
    )
    assert "2 times; also rows 3" in said[0]


@pytest.mark.parametrize(
    ("cell", "found", "fix"),
    [
        ('<c r="E2" t="e"><v>#DIV/0!</v></c>', "“#DIV/0!” is an error of a spreadsheet", "Mend the formula"),
        ('<c r="E2" t="e"><f>1/0</f><v>#REF!</v></c>', "“#REF!” is an error", "Mend the formula"),
        ('<c r="E2"><f>F2/F3</f></c>', "“=F2/F3” is a formula, not its value", "let it calculate"),
        ('<c r="E2"><f>F2/F3</f><v></v></c>', "“=F2/F3” is a formula, not its value", "let it calculate"),
        (number("E2", "46085", DAY), "“2026-03-04” is a date, not a number", "such as 3/4 or 4-5"),
        (number("E2", "0.5", TIME), "“12:00” is a time", "unit of the indicator"),
        ('<c r="E2" t="b"><v>1</v></c>', "“TRUE” is a yes or no", "Type digits only"),
        (text("E2", "1 234"), "“1 234” can be read in two ways", "such as 1234"),
        (text("E2", "1,234"), "“1,234” can be read in two ways", "such as 1234"),
    ],
)
def test_cell_that_is_no_number_is_told_at_its_place(cell: str, found: str, fix: str, tmp_path: Path) -> None:
    read_, said = values(tmp_path, cell)
    assert read_ == [None]
    assert len(said) == 1
    assert said[0].startswith("a.xlsx, Results!E2 (“value”): ")
    assert found in said[0]
    assert fix in said[0]


def test_formula_with_its_value_is_read(tmp_path: Path) -> None:
    assert values(tmp_path, '<c r="E2"><f>1+1</f><v>2</v></c>') == ([Decimal(2)], [])


def test_formula_of_a_workbook_never_calculated_is_doubted(tmp_path: Path) -> None:
    cells = table('<c r="E2"><f>1+1</f><v>0</v></c>')
    came = read(workbook(tmp_path / "a.xlsx", {"R": cells}, more='<calcPr fullCalcOnLoad="1"/>'))
    assert "may be an old one" in told(came)["formula_not_calculated"]


def test_place_names_sheet_cell_and_header(tmp_path: Path) -> None:
    came = read(workbook(tmp_path / "a.xlsx", {"Actual results": table("x")}))
    assert figures(came)[0]["at"] == "'Actual results'!E2"
    assert str(came.problems[0].where) == "a.xlsx, Actual results!E2 (“value”)"
    assert came.headers["value"] == came.headers["Actual results!value"] == ("E", "value")


def test_header_below_a_title_keeps_the_rows_of_the_sheet(tmp_path: Path) -> None:
    rows = [row(1, ["Results of the year"]), row(4, ["Place", "Indicator", "Period", "Role", "Value"])]
    rows.append(row(7, ["SV", "homicide-rate", number("C7", "2016"), "context", number("E7", "81.2")]))
    (figure,) = figures(read(workbook(tmp_path / "a.xlsx", {"R": sheet(rows)})))
    assert (figure["row"], figure["at"], figure["place"]) == (7, "'R'!E7", "SV")
    assert figure["period_start"] == date(2016, 1, 1)


def test_sheets_of_figures_are_united_and_money_is_transactions(tmp_path: Path) -> None:
    money = sheet([row(1, ["stage", "amount", "currency"]), row(2, ["obligated", number("B2", "5"), "USD"])])
    sheets = {
        "One": table("1", "2"),
        "Money": money,
        "Two": table("3"),
        "Read me": sheet([row(1, ["hello"])]),
    }
    came = read(workbook(tmp_path / "a.xlsx", sheets))
    assert [each["at"] for each in figures(came)] == ["One!E2", "One!E3", "Two!E2"]
    assert parquet.read_table(came.transactions).to_pylist()[0]["at"] == "Money!B2"
    (only,) = came.problems
    assert (only.severity, only.where.sheet) == (Severity.NOTE, "Read me")


def test_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    came = read(
        workbook(tmp_path / "a.xlsx", {"One": table("1"), "Old": table("2")}, states={"Old": "veryHidden"})
    )
    assert len(figures(came)) == 1
    assert "Old: the sheet is hidden and was not read" in told(came)["sheet_not_read"]


def test_hidden_rows_and_columns_are_told_and_read(tmp_path: Path) -> None:
    rows = [row(1, ["indicator", "place", "period", "role", "value"])]
    rows += [row(2, ["homicide-rate", "SV", "2016", "context", "1"], 'hidden="1"')]
    came = read(
        workbook(tmp_path / "a.xlsx", {"R": sheet(rows, '<cols><col min="2" max="3" hidden="1"/></cols>')})
    )
    assert len(figures(came)) == 1
    said = [str(problem.where) for problem in came.problems]
    assert said == ["a.xlsx, R, row 2", "a.xlsx, R!B (“place”)", "a.xlsx, R!C (“period”)"]


def test_merged_cells_of_the_table_are_told(tmp_path: Path) -> None:
    rows = [
        row(1, ["indicator", "place", "period", "role", "value"]),
        row(2, ["a", "SV", "2016", "context", "1"]),
    ]
    rows.append(row(3, [text("B3", "HN"), text("C3", "2016"), text("D3", "context"), text("E3", "2")]))
    merged = '<mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="A2:A3"/></mergeCells>'
    came = read(workbook(tmp_path / "a.xlsx", {"R": sheet(rows, after=merged)}))
    assert told(came)["merged_cells"].startswith("a.xlsx, R!A2: cells are merged")
    assert "R!A3 (“indicator”): the cell is empty" in told(came)["empty_cell"]


def test_dates_become_periods_days_or_a_problem(tmp_path: Path) -> None:
    header = row(1, ["indicator", "place", "period", "role", "value", "as_of", "age", "note"])
    cells = ["a", "SV", number("C2", "42644", MONTH), "result", "1", number("F2", "42916", DAY)]
    cells += [number("G2", "46309", MONTH), number("H2", "42916", DAY)]
    came = read(workbook(tmp_path / "a.xlsx", {"R": sheet([header, row(2, cells)])}))
    (figure,) = figures(came)
    assert (figure["period_start"], figure["period_end"]) == (date(2016, 10, 1), date(2016, 10, 31))
    assert figure["as_of"] == date(2017, 6, 30)
    assert figure["note"] == "2017-06-30"
    assert set(told(came)) == {"date_read_as_period", "date_for_text"}
    assert "R!G2 (“age”): the cell holds a date, 2026-10" in told(came)["date_for_text"]


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    header = row(1, ["indicator", "place", "period", "role", "value", "as_of"])
    cells = ["a", "SV", "2016", "result", "1", number("F2", "41454", DAY)]
    file = workbook(
        tmp_path / "a.xlsx", {"R": sheet([header, row(2, cells)])}, more='<workbookPr date1904="true"/>'
    )
    assert figures(read(file))[0]["as_of"] == date(2017, 6, 30)


def test_error_in_a_column_of_texts_is_told(tmp_path: Path) -> None:
    rows = [row(1, ["indicator", "place", "period", "role", "value"])]
    rows.append(row(2, ['<c r="A2" t="e"><v>#N/A</v></c>', "SV", "2016", "result", "1"]))
    came = read(workbook(tmp_path / "a.xlsx", {"R": sheet(rows)}))
    assert "R!A2 (“indicator”): “#N/A” is an error of a spreadsheet" in told(came)["cell_error"]


def test_zeros_in_front_are_kept_in_codes(tmp_path: Path) -> None:
    rows = [row(1, ["indicator", "place", "period", "role", "value", "activity"])]
    rows.append(row(2, ["a", "SV", "2016", "result", "1", number("F2", "12", ZEROS)]))
    assert figures(read(workbook(tmp_path / "a.xlsx", {"R": sheet(rows)})))[0]["activity"] == "0012"


def test_cells_beside_the_table_are_told(tmp_path: Path) -> None:
    cells = ["homicide-rate", "SV", "2016", "context", "1", text("H2", "ask Ana")]
    rows = [row(1, ["indicator", "place", "period", "role", "value"]), row(2, cells)]
    came = read(workbook(tmp_path / "a.xlsx", {"R": sheet(rows)}))
    assert "R!H2: cells beside the table" in told(came)["beside_the_table"]


def test_decimal_commas_typed_as_text_are_read_if_all_agree(tmp_path: Path) -> None:
    read_, said = values(tmp_path, text("E2", "1,5"), text("E3", "20,25"))
    assert read_ == [Decimal("1.5"), Decimal("20.25")]
    assert "decimal commas" in said[0]


def test_workbook_without_our_header_is_refused_with_its_sheets(tmp_path: Path) -> None:
    sheets = {"Data": sheet([row(1, ["Country", "Estimate", "note"]), row(2, ["SV", "1", "x"])])}
    with pytest.raises(InputProblem) as refused:
        read(workbook(tmp_path / "a.xlsx", sheets))
    assert [problem.code for problem in refused.value.problems] == ["no_header", "sheet_not_read"]


def test_incomplete_header_tells_what_is_missing(tmp_path: Path) -> None:
    came = read(workbook(tmp_path / "a.xlsx", {"R": sheet([row(1, ["indicator", "place", "value"])])}))
    assert came.figures is None
    assert "a.xlsx, R: the columns are missing: role, period" in told(came)["missing_column"]


def test_empty_sheet_beside_a_filled_one_is_a_note_only(tmp_path: Path) -> None:
    sheets = {"One": table("1"), "Two": table()}
    (only,) = read(workbook(tmp_path / "a.xlsx", sheets)).problems
    assert (only.code, only.severity) == ("no_rows", Severity.NOTE)
    (alone,) = read(workbook(tmp_path / "b.xlsx", {"Two": table()})).problems
    assert (alone.code, alone.severity) == ("no_rows", Severity.ERROR)


def test_workbook_of_another_program_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Indicator", "Place", "Period", "Role", "Value", "As of"])
    book.active.append(["homicide-rate", "SV", 2016, "context", 81.2, date(2017, 6, 30)])
    book.save(tmp_path / "a.xlsx")
    (figure,) = figures(read(tmp_path / "a.xlsx"))
    assert (figure["value"], figure["as_of"]) == (Decimal("81.2"), date(2017, 6, 30))


def test_written_texts_are_never_formulas(tmp_path: Path) -> None:
    came = read(
        workbook(
            tmp_path / "a.xlsx", {"R": table("=cmd|' /C calc'!A0", "@x", "+1+1", "-1-1", "http://x.org")}
        )
    )
    (out,) = xlsx.write(came.figures, None, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(out)
    assert {cell.data_type for cells in book["figures"].iter_rows(min_row=2) for cell in cells} <= {
        "s",
        "n",
        "d",
    }
    assert not any(cell.hyperlink for cells in book["figures"].iter_rows() for cell in cells)
    assert book["figures"].freeze_panes == "A2"


def test_text_longer_than_a_cell_is_refused_in_a_sentence(tmp_path: Path) -> None:
    rows = [row(1, ["indicator", "place", "period", "role", "value", "note"])]
    rows.append(row(2, ["a", "SV", "2016", "result", "1", "x" * 40_000]))
    came = read(workbook(tmp_path / "a.xlsx", {"R": sheet(rows)}))
    with pytest.raises(WrongUse, match="A cell of Excel holds 32,767 characters"):
        xlsx.write(came.figures, None, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()

"""The shape of a file: delimiters, headers, row numbers as the reporter sees them, and what is wrong with a row."""

import json
from pathlib import Path
from typing import Any

import pytest

from istmo.formats import _engine, _rows
from istmo.formats._shared import USUAL
from istmo.kernel.problem import InputProblem

SHARED = Path(__file__).parents[4] / "shared" / "conformance" / "frictionless"


def read(folder: Path, content: str | bytes, *wanted: str) -> tuple[_rows.Raw, list[tuple[Any, ...]]]:
    file = folder / "table.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return opened(file, folder, *wanted)


def opened(file: Path, folder: Path, *wanted: str) -> tuple[_rows.Raw, list[tuple[Any, ...]]]:
    with _engine.connect(folder, USUAL) as connection:
        raw = _rows.rows(file, folder, connection, USUAL, wanted)
        return raw, [row[:-1] for row in connection.execute(f"FROM {raw.sql} ORDER BY place").fetchall()]


def told(raw: _rows.Raw) -> list[tuple[str, int | None, int]]:
    return [(problem.code, problem.where.row, problem.count) for problem in raw.problems]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_rows_find_the_delimiter_in_the_header(tmp_path: Path, mark: str) -> None:
    raw, rows = read(tmp_path, f'a{mark}"b, c; d"\n1{mark}2\n')
    assert raw.headers == ("a", "b, c; d")
    assert rows == [("1", "2", 2)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_of_any_line_end(tmp_path: Path, end: str) -> None:
    raw, rows = read(tmp_path, f"a,b{end}1,2{end}3,4{end}")
    assert rows == [("1", "2", 2), ("3", "4", 3)]
    assert raw.problems == ()


def test_rows_with_a_line_break_in_a_cell_are_one_row(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, 'a,b\n1,"x\n\ny"\n3,4\n')
    assert rows == [("1", "x\n\ny", 2), ("3", "4", 3)]
    assert raw.problems == ()


def test_rows_count_blank_lines_as_a_spreadsheet_does(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, "\n\na,b\n1,2\n\n   \n,\n3,4\n")
    assert rows == [("1", "2", 4), ("3", "4", 8)]
    assert told(raw) == [("blank_row", 5, 3)]


def test_rows_of_empty_cells_only_are_passed_over(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, "a,b\n1,2\n,\n3,4\n,\n")
    assert rows == [("1", "2", 2), ("3", "4", 4)]
    assert told(raw) == [("blank_row", 3, 2)]


def test_rows_after_a_line_of_excel_that_names_the_delimiter(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, "sep=;\r\na;b,c\r\n1;2\r\n")
    assert raw.headers == ("a", "b,c")
    assert rows == [("1", "2", 2)]


def test_rows_too_long_or_too_short_are_kept_and_told(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, "a,b,c\n1,2\n3,4,5,6\n7,8\n9,9,9\n")
    assert rows == [("1", "2", None, 2), ("3", "4", "5", 3), ("7", "8", None, 4), ("9", "9", "9", 5)]
    assert told(raw) == [("too_few_cells", 2, 2), ("too_many_cells", 3, 1)]


def test_rows_with_empty_cells_beyond_the_header_are_fine(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, "a,b\n1,2,,\n3,4\n")
    assert rows == [("1", "2", 2), ("3", "4", 3)]
    assert raw.problems == ()


def test_rows_below_a_quotation_mark_never_closed_are_told_as_unread(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n')
    assert rows == [("1", "2", 2)]
    assert told(raw) == [("unclosed_quote", 3, 1)]


def test_rows_with_text_after_a_quotation_mark_are_told_and_the_others_read(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, 'a,b\n1,"x"y\n3,4\n')
    assert rows == [("3", "4", 3)]
    assert told(raw) == [("text_after_quote", 2, 1)]


def test_rows_with_a_quotation_mark_inside_a_word_are_fine(tmp_path: Path) -> None:
    _, rows = read(tmp_path, 'a,b\n1,5" pipe\n')
    assert rows == [("1", '5" pipe', 2)]


def test_rows_of_a_header_alone(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b")[1] == []


def test_rows_under_a_header_that_stands_lower(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, 'Source,World\n\n"Updated",2021\na,b,c\n1,2,3\n', "A", "c")
    assert raw.headers == ("a", "b", "c")
    assert raw.head.before == (("Source", "World"), (), ("Updated", "2021"))
    assert rows == [("1", "2", "3", 5)]


def test_rows_without_the_wanted_header_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no row of the file has the columns x and y"):
        read(tmp_path, "a,b\n1,2\n", "x", "y")


def test_rows_tell_no_more_than_twenty_different_shapes(tmp_path: Path) -> None:
    raw, _ = read(tmp_path, "a\n" + "".join("1" + ",1" * n + "\n" for n in range(1, 40)))
    assert len(raw.problems) == 21
    assert (
        raw.problems[-1].sentence.startswith("Table.csv: 19 more rows")
        or "19 more rows" in raw.problems[-1].sentence
    )


@pytest.mark.parametrize(
    ("header", "codes"),
    [("a,,c", ["blank_header"]), ("a,b,A", ["duplicate_header"]), ("a,b,", [])],
)
def test_rows_with_faults_in_the_header(tmp_path: Path, header: str, codes: list[str]) -> None:
    cells = "1,2," if not codes else "1,2,3"
    assert [problem.code for problem in read(tmp_path, f"{header}\n{cells}\n")[0].problems] == codes


#: What frictionless calls a fault of shape, and what we call it.
OURS = {
    "blank-label": "blank_header",
    "duplicate-label": "duplicate_header",
    "missing-cell": "too_few_cells",
    "extra-cell": "too_many_cells",
    "blank-row": "blank_row",
}
EXPECTED = SHARED / "expected.json"
FILES = sorted(json.loads(EXPECTED.read_text(encoding="utf-8"))) if EXPECTED.exists() else [""]


@pytest.mark.shared
@pytest.mark.parametrize("name", FILES)
def test_rows_of_frictionless_files_have_the_same_faults(tmp_path: Path, name: str) -> None:
    if not name:
        pytest.skip("the conformance files of frictionless are not beside the checkout")
    expected = {
        (row, OURS[kind])
        for row, _, kind in json.loads(EXPECTED.read_text(encoding="utf-8"))[name]["errors"]
        if kind in OURS
    }
    raw, _ = opened(SHARED / "data" / name, tmp_path)
    found = {
        (None if problem.code.endswith("_header") else place.row, problem.code)
        for problem in raw.problems
        for place in problem.places or (problem.where,)
    }
    assert found - {(None, "encoding_guessed")} == expected


def test_rows_of_a_table_far_too_wide_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="the header has 1,001 columns"):
        read(tmp_path, ",".join(f"h{n}" for n in range(1001)) + "\n")


def test_rows_below_a_cell_far_too_long_are_told_as_unread(tmp_path: Path) -> None:
    raw, rows = read(tmp_path, f"a,b\n1,2\n3,{'x' * 5_000_000}\n")
    assert rows == [("1", "2", 2)]
    assert told(raw) == [("cell_too_long", 3, 1)]

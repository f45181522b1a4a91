"""Column plans: an agency's own extract becomes figures, and every mistake in a plan is told with its line."""

from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from istmo.formats import door
from istmo.kernel.problem import InputProblem

PLAN = """\
# How the extract of the agency for works becomes figures.
columns:
  indicator: Código
  place: Municipio
  note: Comentario
  sex: Sexo
constants:
  role: result
  agency: works
values:
  indicator: {POZ: wells-built}
  place: {Alta Norte: alta}
  sex: {M: f, H: m}
unpivot:
  "2025": {period: FY2025}
  Meta 2026: {period: FY2026, role: target}
skip:
  Estado: [borrador]
"""
HEADER = ["Código", "Municipio", "Sexo", "2025", "Meta 2026", "Comentario", "Estado"]
ROWS: list[list[Any]] = [
    ["POZ", "Alta Norte", None, 12, 15, "con bomba", "final"],
    ["POZ", "bera", "M", 3, None, None, "final"],
    ["POZ", "bera", "H", 99, None, None, "borrador"],
]
SAID = ("indicator", "place", "period_end", "role", "agency", "breakdown", "value", "note", '"at"')
WANTED = [
    ("wells-built", "alta", "2025-09-30", "result", "works", "", 12, "con bomba", "D"),
    ("wells-built", "alta", "2026-09-30", "target", "works", "", 15, "con bomba", "E"),
    ("wells-built", "bera", "2025-09-30", "result", "works", "sex=f", 3, None, "D"),
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "works.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def extract(path: Path, header: list[str] = HEADER) -> Path:
    """The agency's own file: CSV, or a workbook whose table begins in its fourth row."""
    if path.suffix == ".csv":
        lines = [header, *([("" if cell is None else str(cell)) for cell in row] for row in ROWS)]
        path.write_text("\n".join(";".join(line) for line in lines) + "\n", encoding="utf-8")
        return path
    book = openpyxl.Workbook()
    book.active.title = "Portada"
    sheet = book.create_sheet("Extracto")
    sheet["A1"] = "Agencia de Obras"
    for number, row in enumerate([header, *ROWS], 4):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(path)
    return path


def figures(came: door.Read) -> list[tuple[Any, ...]]:
    assert came.figures is not None, came.problems
    rows = duckdb.sql(f"select {', '.join(SAID)} from '{came.figures}'").fetchall()
    return [
        (*row[:2], str(row[2]), *row[3:-1], row[-1].rpartition("!")[2].rstrip("0123456789")) for row in rows
    ]


@pytest.mark.parametrize("name", ["extract.csv", "extract.xlsx"])
def test_plan_makes_figures_of_an_agencys_own_extract(plan: Path, tmp_path: Path, name: str) -> None:
    path = extract(tmp_path / name)
    came = door.read([path], into=tmp_path / "into", columns=door.read_columns(plan))
    assert figures(came) == WANTED
    assert came.headers["place"] == ("B", "Municipio")


def test_plan_tells_a_wrong_cell_in_the_agencys_own_place(plan: Path, tmp_path: Path) -> None:
    path = extract(tmp_path / "extract.xlsx")
    book = openpyxl.load_workbook(path)
    book["Extracto"]["D5"] = "docena"
    book.save(path)
    came = door.read([path], into=tmp_path / "into", columns=door.read_columns(plan))
    (problem,) = [each for each in came.problems if each.code == "value_not_a_number"]
    assert (problem.where.sheet, problem.where.row) == ("Extracto", 5)


def test_plan_that_does_not_fit_says_which_header_in_which_line(plan: Path, tmp_path: Path) -> None:
    for name in ("extract.csv", "extract.xlsx"):
        path = extract(tmp_path / name, ["Código", "Municipios", *HEADER[2:]])
        came = door.read([path], into=tmp_path / f"into-{name}", columns=door.read_columns(plan))
        (problem,) = came.problems
        assert problem.code == "plan_not_fitting"
        assert (problem.where.file, problem.where.row) == ("works.yaml", 4)
        assert "did you mean “Municipios”?" in problem.fix


#: A plan, the lines of its mistakes, and words of them.
MISTAKES = (
    ("columns: {indicater: A}\n", [1], "Did you mean indicator?"),
    ("columns: {indicator: A}\nconstant: {role: result}\n", [2], "Did you mean constants?"),
    ("columns:\n  indicator: A\n  place: [B]\n", [3], "has to be a text"),
    ("columns: {indicator: A}\nunpivot:\n  '2025': {jear: FY2025}\n", [3], "no column of ours"),
    ("columns: {indicator: A}\nskip: {Estado: borrador}\n", [2], "a list of texts"),
    ("constants: {role: result}\n", [1], "names no columns"),
    ("- a\n", [1], "is a map"),
    ("columns: {row: A}\n", [1], "no column of ours"),
)


@pytest.mark.parametrize(("text", "lines", "said"), MISTAKES)
def test_plan_mistake_is_told_with_its_line(tmp_path: Path, text: str, lines: list[int], said: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem) as told:
        door.read_columns(path)
    assert [problem.where.row for problem in told.value.problems] == lines
    assert said in str(told.value)

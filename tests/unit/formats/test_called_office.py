"""What LibreOffice makes of a call's workbook: it opens it, and what it saves is read as what was typed."""

from pathlib import Path

import duckdb
import openpyxl
import pytest

from istmo.formats import door
from tests.called import FIRST, fill, workbook
from tests.services.office import saved

pytestmark = pytest.mark.slow


def test_called_workbook_comes_back_from_libreoffice(tmp_path: Path) -> None:
    sent = workbook(tmp_path / "works.xlsx", lang="es")
    name = openpyxl.load_workbook(sent).worksheets[2].title
    cells = {
        (name, "Resultado", FIRST): 12.5,
        (name, "Resultado", FIRST + 1): "n/d",
        (name, "Resultado", FIRST + 3): 0,
        (name, "Observación", FIRST): "=así nos lo dijeron",
    }
    filled = fill(sent, tmp_path / "filled.xlsx", cells)
    # A text that begins like a formula is one only if its program makes it so.
    book = openpyxl.load_workbook(filled)
    column = next(c.column for c in book[name][FIRST - 1] if c.value == "Observación")
    book[name].cell(FIRST, column).data_type = "s"
    book.save(filled)
    back = saved(filled, "xlsx", tmp_path / "office")
    came = door.read([back], into=tmp_path / "into")
    assert came.figures is not None
    rows = duckdb.sql(
        f"select indicator, value, value_as_written, note from '{came.figures}' order by \"row\""
    ).fetchall()
    assert [(row[0], row[1] if row[1] is None else float(row[1]), row[2]) for row in rows] == [
        ("wells-built", 12.5, "12.5"),
        ("wells-built", None, "n/d"),
        ("homes-connected", 0, "0"),
    ]
    assert rows[0][3] == "=así nos lo dijeron"
    (origin,) = came.origins
    assert origin.manifest is not None
    assert origin.manifest.agency == "works"
    assert {problem.code for problem in came.problems} == {"value_not_a_number"}

"""An evidence pack: the same bytes again, every table around the figures, safe cells, and no more than the release tells."""

import csv
import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from istmo.analyse import sample
from istmo.kernel.problem import WrongUse
from istmo.publish.evidence import pack
from istmo.release.manifest import Manifest
from istmo.vault.store import Vault
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, YEAR, figure

RAW = b"indicator,place\ni,HN\n"
SHA = hashlib.sha256(RAW).hexdigest()
SENT = {"submission": "c/usaid/2", "row": 7, "at": "F7", "source": "s1"}


class Release(Store):
    """A store with the manifest of a release."""

    def __init__(self, *, illustrative: bool = False) -> None:
        super().__init__()
        self.manifest = Manifest(1, "First", None, {"f": "1"}, {}, {}, illustrative=illustrative)


def release(*, illustrative: bool = False, **cells: Any) -> Release:
    figures = [
        figure("result", 9, **SENT, note="=HYPERLINK(1)"), figure("target", 10, **SENT | {"row": 8}),
        figure("result", 5, "inl", submission="c/inl/1", row=2),
    ]  # fmt: skip
    tables: dict[str, list[Row]] = REGISTERS | {
        "indicators": [INDICATOR | {"code": "i", "title": "Roads"}, INDICATOR | {"code": "j"}],
        "figures": figures,
        "revisions": [figure("result", 8, **SENT | {"submission": "c/usaid/1"}, restated_by="c/usaid/2"),
                      figure("result", 7, "other", **SENT, restated_by="c/usaid/2")],
        "submissions": [{"code": "c/usaid/2", "file": "../../a b.csv", "raw_sha256": SHA, "submitted_by": "1", "approved_by": "2"},
                        {"code": "c/inl/1", "raw_sha256": "0" * 64}, {"code": "c/else/1"}],
        "submission_problems": [{"submission": "c/usaid/2", "position": 1, "code": "x", "severity": "note", "text": "T"}],
        "waivers": [{"submission": "c/usaid/2", "code": "x", "reason": "Checked."}],
        "holds": [{"submission": "c/usaid/2", "row": 9, "indicator": "i", "place": "HN", **YEAR, "reason": "too high"}],
        "overlaps": [{"indicator": "i", "place": "HN", "period": period, "decision": "max"} for period in ("FY2017", "FY2018")],
        "claims": [{"code": "F1", "source": "s1", "text": "T", "indicator": "i", "place": "HN", "period": "FY2017"},
                   {"code": "F2", "source": "s1", "text": "T", "indicator": "j", "place": "HN", "period": "FY2017"}],
        **cells,
    }  # fmt: skip
    made = Release(illustrative=illustrative)
    made.fill(tables)
    return made


def packed(opened: Release, tmp_path: Path, vault: Vault | None = None, **where: Any) -> zipfile.ZipFile:
    drawn = sample.ask(opened, **where)
    return zipfile.ZipFile(pack.write(opened, drawn, tmp_path / "e.zip", vault=vault))  # type: ignore[arg-type]


def rows(made: zipfile.ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.read(f"csv/{table}.csv").decode(), newline="")))


def test_tables_hold_what_belongs_to_the_figures_and_nothing_else(tmp_path: Path) -> None:
    made = packed(release(), tmp_path, role="result", agency="usaid")
    assert [row["value"] for row in rows(made, "figures")] == ["9"]
    assert [row["value"] for row in rows(made, "revisions")] == ["8"]
    assert [row["period"] for row in rows(made, "overlaps")] == ["FY2017"]
    found = {name: [row["draws"] for row in rows(made, name)] for name in
             ("submissions", "submission_problems", "waivers", "holds", "claims", "sources", "indicators")}  # fmt: skip
    assert found == {name: ["1"] for name in found}


def test_same_draw_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        folder.mkdir()
        packed(release(), folder, n=2, seed=3)
    assert (first / "e.zip").read_bytes() == (second / "e.zip").read_bytes()
    assert [path.name for path in first.iterdir()] == ["e.zip"]


def test_workbook_has_safe_cells_and_room_for_the_auditor(tmp_path: Path) -> None:
    made = packed(release(), tmp_path, role="result")
    book = openpyxl.load_workbook(io.BytesIO(made.read("evidence.xlsx")))
    assert book.sheetnames[:2] == ["working sheet", "figures"]
    working = book["working sheet"]
    head = [cell.value for cell in working[1]]
    assert head[-6:] == [
        "agrees with the evidence (yes, no)",
        "value found",
        "difference",
        "remark",
        "looked at by",
        "on",
    ]
    assert [cell.value for cell in working[2]][-6:] == [None] * 6
    assert working.data_validations.dataValidation[0].formula1 == '"yes,no"'
    texts = [cell for row in book["figures"] for cell in row if cell.value == "=HYPERLINK(1)"]
    assert [cell.data_type for cell in texts] == ["s"]


def test_readme_says_how_it_was_drawn_and_what_is_not_there(tmp_path: Path) -> None:
    told = packed(release(), tmp_path, n=1, seed=3, role="result").read("README.md").decode()
    assert "Drawn 1 of 2 figures that stand, with role=result; seed 3." in told
    assert "Drawn from release 1, “First”." in told
    assert "the release carries their hashes only" in told


def test_files_as_submitted_stand_in_it_where_the_vault_has_them(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    vault.put(RAW)
    made = packed(release(), tmp_path, vault)
    name = f"submitted/c-usaid-2-{SHA[:8]}/a-b.csv"
    assert [entry for entry in made.namelist() if entry.startswith("submitted/")] == [name]
    assert made.read(name) == RAW
    assert "submitted: 1 of 2 files" in made.read("README.md").decode()


def test_an_altered_file_of_the_vault_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    vault.put(RAW)
    vault.path(SHA).chmod(0o644)
    vault.path(SHA).write_bytes(b"other")
    with pytest.raises(WrongUse, match="does not hold the bytes"):
        packed(release(), tmp_path, vault)
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


def test_exercise_says_so_on_every_table(tmp_path: Path) -> None:
    made = packed(release(illustrative=True), tmp_path)
    assert "Illustrative: " in made.read("README.md").decode()
    assert {row["illustrative"] for row in rows(made, "submissions")} == {"illustrative"}
    book = openpyxl.load_workbook(io.BytesIO(made.read("evidence.xlsx")))
    assert str(book["working sheet"]["A1"].value).startswith("Illustrative: ")


def test_long_text_is_cut_in_the_workbook_and_whole_in_the_csv(tmp_path: Path) -> None:
    long = "x" * 40_000
    made = packed(release(figures=[figure("result", 1, note=long)]), tmp_path)
    assert rows(made, "figures")[0]["note"] == long
    book = openpyxl.load_workbook(io.BytesIO(made.read("evidence.xlsx")))
    assert any(str(cell.value).endswith("whole in the folder csv)") for cell in book["figures"][2])


@pytest.mark.parametrize("out", ["", "none/e.zip"])
def test_where_it_cannot_be_written_is_said(tmp_path: Path, out: str) -> None:
    opened = release()
    with pytest.raises(WrongUse, match=r"is a folder|is not a folder"):
        pack.write(opened, sample.ask(opened), tmp_path / out)  # type: ignore[arg-type]


def test_undated_figures_can_be_drawn(tmp_path: Path) -> None:
    undated = figure("result", 1, period_start=None, period_end=None, as_of=date(2017, 1, 1))
    made = packed(release(figures=[undated]), tmp_path, period="undated")
    assert [row["period"] for row in rows(made, "figures")] == ["undated"]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"n": "0"}, "n is a whole number from 1, not 0"),
        ({"seed": "x"}, "seed is a whole number from 0, not x"),
        ({"period": "FY17"}, "did you mean FY2017"),
        ({"place": "XX"}, "nothing to draw from: no figure has place=XX"),
        ({"value": "9"}, "no column value"),
    ],
)
def test_what_cannot_be_drawn_is_refused(where: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        sample.ask(release(), **where)

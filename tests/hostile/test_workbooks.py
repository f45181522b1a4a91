"""Workbooks that nobody sends by chance: each ends in one sentence, soon, and within the limits of memory."""

import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from istmo.formats import door
from istmo.formats._shared import USUAL, Limits
from tests.workbooks import MAIN, PACKAGE, RELATED, number, packed, parts, row, sheet, table, text, workbook

SMALL = replace(USUAL, memory=600 * 1024**2, seconds=60.0)
GOOD = {"R": table("81.2")}


def only(path: Path, limits: Limits = SMALL) -> str:
    """The sentence of the one problem of a file from which nothing was read."""
    came = door.read([path], into=path.parent / "into", limits=limits)
    assert came.figures is None
    (problem,) = came.problems
    return problem.sentence


def changed(path: Path, **parts_: str | bytes) -> Path:
    """A good workbook with some parts replaced."""
    return packed(path, {**parts(GOOD), **parts_})


def bomb(path: Path) -> Path:
    """Twelve megabytes that unpack to twelve gigabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in parts(GOOD).items():
            archive.writestr(name, part)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(700):
                part.write(b" " * (1 << 20))
    return path


def entities(path: Path, levels: int) -> Path:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels + 1))
    evil = f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    evil += f'<c r="A1" t="inlineStr"><is><t>&l{levels};</t></is></c></row></sheetData></worksheet>'
    return changed(path, **{"xl/worksheets/sheet1.xml": evil})


def outside(path: Path) -> Path:
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + parts(GOOD)["xl/workbook.xml"]
    return changed(path, **{"xl/workbook.xml": evil})


def laid_over(path: Path) -> Path:
    """Two entries of the directory over the same bytes."""
    workbook(path, GOOD)
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", central + 4)
    content[second + 42 : second + 46] = content[central + 42 : central + 46]
    path.write_bytes(content)
    return path


def encrypted(path: Path) -> Path:
    workbook(path, GOOD)
    content = bytearray(path.read_bytes())
    flags = content.index(b"PK\x01\x02") + 8
    content[flags : flags + 2] = struct.pack("<H", 1)
    path.write_bytes(content)
    return path


def many(path: Path) -> Path:
    return changed(path, **{f"xl/media/{n}.bin": b"" for n in range(12_000)})


def cut(path: Path) -> Path:
    content = workbook(path, GOOD).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def flipped(path: Path) -> Path:
    content = bytearray(workbook(path, GOOD).read_bytes())
    start = content.index(b"xl/worksheets/sheet1.xml")
    content[start + 60] ^= 0xFF
    path.write_bytes(content)
    return path


def old(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "Workbook".encode("utf-16-le"))
    return path


def protected(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000) + "EncryptedPackage".encode("utf-16-le")
    )
    return path


def plain(content: bytes) -> Callable[[Path], Path]:
    def written(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return written


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bomb": (bomb, "would unpack to 700 MB"),
    "an entity": (lambda p: entities(p, 0), "declares a document type"),
    "entities of entities": (
        lambda p: entities(p, 9),
        "the workbook is damaged (Maximum entity amplification",
    ),
    "entities outside": (outside, "declares a document type"),
    "parts laid over one another": (laid_over, "its parts lie over one another"),
    "path to the outside": (lambda p: changed(p, **{"../../evil": b"x"}), "point outside of it"),
    "encrypted parts": (encrypted, "are encrypted"),
    "thousands of parts": (many, "parts; more than 10,000 are not read"),
    "half a file": (cut, "it is no whole workbook"),
    "a flipped byte": (flipped, "the workbook is damaged"),
    "old workbook": (old, "an old Excel workbook (.xls)"),
    "password": (protected, "protected with a password"),
    "empty": (plain(b""), "the file is empty"),
    "text": (plain(b"indicator,place\n"), "the file is text, not a workbook"),
    "PDF": (plain(b"%PDF-1.7"), "the file is a PDF document, not a workbook"),
    "web page": (plain(b"<html><table></table></html>"), "the file is a web page"),
    "any archive": (lambda p: packed(p, {"a.txt": "x"}), "a zip archive, not a workbook"),
    "OpenDocument": (
        lambda p: packed(
            p, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
        ),
        "an OpenDocument file (.ods)",
    ),
    "Word": (
        lambda p: packed(p, {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
        "a Word document",
    ),
    "no such sheet": (
        lambda p: packed(p, {k: v for k, v in parts(GOOD).items() if "sheet1" not in k}),
        "it has no part xl/worksheets/sheet1.xml",
    ),
    "broken XML": (
        lambda p: changed(p, **{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"}),
        "the workbook is damaged",
    ),
    "text that is not there": (
        lambda p: workbook(p, {"R": table('<c r="E2" t="s"><v>7</v></c>')}),
        "a cell names a text that is not there",
    ),
    "row beyond the sheet": (
        lambda p: workbook(p, {"R": sheet([row(1, ["indicator", "place"]), row(99_999_999, ["x"])])}),
        "a row or column beyond",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_workbook_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, said = REFUSED[name]
    assert said in only(make(tmp_path / "a.xlsx"))


def test_declared_million_rows_cost_nothing(tmp_path: Path) -> None:
    huge = '<dimension ref="A1:XFD1048576"/>'
    rows = [row(1, ["indicator", "place", "period", "role", "value"])]
    rows.append(row(1_048_576, [text("A1048576", "a"), text("B1048576", "SV"), number("E1048576", "1")]))
    path = workbook(tmp_path / "a.xlsx", {"R": sheet(rows, huge)})
    came = door.read([path], into=tmp_path / "into", limits=replace(SMALL, seconds=20.0))
    assert came.figures is not None
    assert {problem.where.row for problem in came.problems} == {1_048_576}


def test_links_to_the_outside_are_not_followed(tmp_path: Path) -> None:
    content = parts(GOOD)
    related = content["xl/_rels/workbook.xml.rels"]
    content["xl/_rels/workbook.xml.rels"] = related.replace(
        'Target="worksheets/sheet1.xml"', 'Target="http://127.0.0.1:9/sheet1.xml" TargetMode="External"'
    )
    assert "a sheet has no part" in only(packed(tmp_path / "a.xlsx", content))


@pytest.mark.parametrize(
    "target", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\x"]
)
def test_parts_are_looked_up_in_the_archive_alone(target: str, tmp_path: Path) -> None:
    content = parts(GOOD)
    related = content["xl/_rels/workbook.xml.rels"]
    content["xl/_rels/workbook.xml.rels"] = related.replace("worksheets/sheet1.xml", target)
    assert "the workbook is damaged (it has no part" in only(packed(tmp_path / "a.xlsx", content))


@pytest.mark.parametrize(
    "name", ["bomb", "an entity", "parts laid over one another", "path to the outside", "half a file"]
)
def test_refused_workbook_is_given_back_with_its_problem_alone(name: str, tmp_path: Path) -> None:
    path = REFUSED[name][0](tmp_path / "a.xlsx")
    came = door.read([path], into=tmp_path / "into", limits=SMALL)
    out = tmp_path / "marked.xlsx"
    door.give_back(path, came.problems, out, limits=SMALL)
    assert out.stat().st_size < 50_000
    assert REFUSED[name][1] in openpyxl.load_workbook(out)["Problems"]["D6"].value
    assert not [left.name for left in tmp_path.iterdir() if left.name.startswith(".")]


def test_drawing_of_endless_shapes_is_marked_soon(tmp_path: Path) -> None:
    """Shapes that never end, and a remark at the cell of the problem."""
    content = parts({"R": table("x").replace("</worksheet>", '<legacyDrawing r:id="rId1"/></worksheet>')})
    related = f'<Relationships xmlns="{PACKAGE}/relationships">'
    related += f'<Relationship Id="rId1" Type="{RELATED}/vmlDrawing" Target="/xl/d.vml"/></Relationships>'
    content["xl/worksheets/_rels/sheet1.xml.rels"] = related
    content["xl/d.vml"] = "<xml>" + "<v:shape <x:Row>1</x:Row>" * 200_000 + "</xml>"
    path = packed(tmp_path / "a.xlsx", content)
    came = door.read([path], into=tmp_path / "into", limits=SMALL)
    door.give_back(path, came.problems, tmp_path / "out.xlsx", limits=replace(SMALL, seconds=30.0))
    assert (tmp_path / "out.xlsx").exists()

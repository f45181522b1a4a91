"""Files that nobody should send and everybody does: one clear sentence each, the right exit code, nothing left."""

import os
from pathlib import Path

import pytest

from tests.hostile.cli import EXAMPLE, HEADER, ROW, SECONDS, Ended, is_clean, istmo

SEMICOLONS = (HEADER + ROW).replace(",", ";").replace("81.2", "81,2")

#: Read all the same: name -> bytes.
READ = {
    "byte-order mark": b"\xef\xbb\xbf" + (HEADER + ROW).encode(),
    "UTF-16, little end first": (HEADER + ROW).encode("utf-16"),
    "UTF-16, big end first": ("\ufeff" + HEADER + ROW).encode("utf-16-be"),
    "Latin-1": (HEADER + ROW).encode("latin-1"),
    "semicolons and decimal commas": SEMICOLONS.encode(),
    "a line sep=;": f"sep=;\n{SEMICOLONS}".encode(),
    "tabs": (HEADER + ROW).replace(",", "\t").encode(),
    "lines of Windows": (HEADER + ROW).replace("\n", "\r\n").encode(),
    "lines of an old Mac": (HEADER + ROW).replace("\n", "\r").encode(),
    "no end of line": (HEADER + ROW).rstrip().encode(),
    "blank lines": f"{HEADER}\n\n{ROW}\n\n".encode(),
}

#: Refused: name -> bytes, and what the sentence says.
REFUSED = {
    "empty": (b"", "the file is empty"),
    "spaces and blank lines": (b"\n\n  \n", "the file is empty"),
    "header only": (HEADER.encode(), "a header and no rows"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, "a picture (PNG)"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF document"),
    "workbook": (b"PK\x03\x04" + bytes(range(256)) * 9, "an Excel workbook"),
    "web page": (b"<!DOCTYPE html><html><body>not found</body></html>", "a web page"),
    "zero byte": (f"{HEADER}homicide-rate,SV,2016,context,8\x00,x\n".encode(), "is NUL"),
    "open quotation mark": (f'{HEADER}homicide-rate,SV,2016,context,1,"oh\n{ROW}'.encode(), "row 2: the quotation mark"),
    "row too short": (f"{HEADER}homicide-rate,SV,2016\n".encode(), "the row has 3 cells, the header has 6"),
    "row too long": (f"{HEADER}homicide-rate,SV,2016,context,1,x,y,z\n".encode(), "the row has 8 cells"),
    "header twice": (b"indicator,place,period,role,value,value\nhomicide-rate,SV,2016,context,1,2\n", "stands twice"),
    "other columns": (b"a,b\n1,2\n", "the columns are missing: indicator, place, role, period"),
    "spreadsheet error": (f"{HEADER}homicide-rate,SV,2016,context,#DIV/0!,\n".encode(), "is an error of a spreadsheet"),
    "letter O": (f'{HEADER}homicide-rate,SV,2016,context,"1,30O",\n'.encode(), "1300 was most likely meant"),
    "not a number": (f"{HEADER}homicide-rate,SV,2016,context,NaN,\n".encode(), "“NaN” is not a number"),
    "huge number": (f"{HEADER}homicide-rate,SV,2016,context,1e400,\n".encode(), "“1e400” is not a number"),
    "no such day": (b"indicator,place,period,role,value\nhomicide-rate,SV,2017-02-30,context,1\n", "“2017-02-30” is not"),
    "a thousand and a comma": (b"indicator;place;period;role;value\nhomicide-rate;SV;2016;context;1.300,5\n", "value"),
    "words of SQL": (f"{HEADER}x'; drop table new; --,SV,2016,context,1,\n".encode(), "“x'; drop table new; --” is not"),
    "marks of a template": (f"{HEADER}%(nearest)s,%s%d,2016,context,1,\n".encode(), "“%(nearest)s” is not the code"),
    "names of persons": (b"indicator,place,period,role,value,Nombre\nhomicide-rate,SV,2016,context,1,Ana\n", "persons"),
    "endless code": (f"{HEADER}{'h' * 100_000},SV,2016,context,1,\n".encode(), "is not the code of an indicator"),
    "same figure twice": (f"{HEADER}{ROW}{ROW}".encode(), "stands here 2 times"),
}  # fmt: skip

NAMES = (
    "año fiscal 2016 (última versión).csv",
    'o\'brien "2".csv',
    "a%(x)s%d {0}.csv",
    "FIGURES.CSV",
    "-x.csv",
    "datos 😀\n2016.csv",
)


def check(file: Path, seconds: float = SECONDS) -> Ended:
    """Check a file against the worked example."""
    arguments = ("submission", "check", "--framework", EXAMPLE, "--", file)
    return istmo(*arguments, temporary=file.parents[1] / "temporary", seconds=seconds)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the reporter's files are."""
    made = tmp_path / "mis datos"
    made.mkdir()
    return made


@pytest.mark.parametrize("name", READ)
def test_odd_file_is_read(name: str, folder: Path) -> None:
    file = folder / "figures.csv"
    file.write_bytes(READ[name])
    ended = check(file)
    assert (ended.code, is_clean(ended)) == (0, True), ended
    assert ended.out.startswith("rows read: 1\nfigures: 1 (1 context)\nproblems: 0 errors, 0 warnings")


@pytest.mark.parametrize("name", REFUSED)
def test_bad_file_is_refused_in_a_sentence(name: str, folder: Path) -> None:
    content, sentence = REFUSED[name]
    file = folder / "figures.csv"
    file.write_bytes(content)
    ended = check(file)
    assert (ended.code, is_clean(ended)) == (1, True), ended
    told = [line for line in ended.said.splitlines() if line.startswith("error: ") and sentence in line]
    assert len(told) == 1, ended.said
    assert "figures.csv" in told[0]
    assert len(told[0]) < 500


def test_signs_that_steer_a_terminal_do_not_reach_it(folder: Path) -> None:
    file = folder / "figures.csv"
    file.write_text(f"{HEADER}\x1b[31mhomicide,SV\x07,20\x1b]0;x\x0716,context,\x1b[2J,\n", encoding="utf-8")
    ended = check(file)
    assert (ended.code, is_clean(ended)) == (1, True), ended
    assert not set("\x1b\x07") & set(ended.said + ended.out)


@pytest.mark.parametrize("name", NAMES)
def test_odd_name_is_read(name: str, folder: Path) -> None:
    file = folder / name
    file.write_text(HEADER + ROW, encoding="utf-8")
    ended = check(file)
    assert (ended.code, is_clean(ended)) == (0, True), ended
    assert ended.out.startswith("rows read: 1\n")


def test_name_like_a_pattern_reads_that_file_only(folder: Path) -> None:
    for name in ("f*.csv", "f1.csv", "f2.csv"):
        (folder / name).write_text(HEADER + ROW, encoding="utf-8")
    ended = check(folder / "f*.csv")
    assert (ended.code, is_clean(ended)) == (0, True), ended
    assert ended.out.startswith("rows read: 1\n")


def test_same_file_given_twice_is_told_as_duplicates(folder: Path, tmp_path: Path) -> None:
    file = folder / "figures.csv"
    file.write_text(HEADER + ROW, encoding="utf-8")
    arguments = ("submission", "check", "--framework", EXAMPLE, file, file)
    ended = istmo(*arguments, temporary=tmp_path / "temporary")
    assert (ended.code, is_clean(ended)) == (1, True), ended
    assert "stands here 2 times" in ended.said


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("none.csv", "does not exist"), (".", "is a folder"), ("figures.exe", "figures.exe")],
)
def test_what_is_no_file_is_wrong_use(name: str, sentence: str, folder: Path) -> None:
    (folder / "figures.exe").write_text(HEADER + ROW, encoding="utf-8")
    ended = check(folder / name)
    assert (ended.code, is_clean(ended)) == (2, True), ended
    assert sentence in ended.said


def test_link_to_itself_is_wrong_use(folder: Path) -> None:
    link = folder / "loop.csv"
    link.symlink_to(link)
    ended = check(link)
    assert (ended.code, is_clean(ended)) == (2, True), ended


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_wrong_use(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    ended = check(folder / "pipe.csv", seconds=20)
    assert (ended.code, is_clean(ended)) == (2, True), ended


@pytest.mark.parametrize(("columns", "code"), [(900, 0), (3000, 1)])
def test_many_unknown_columns_are_told_in_a_few_lines(folder: Path, columns: int, code: int) -> None:
    file = folder / "figures.csv"
    extra = ",".join(f"c{number}" for number in range(columns))
    cells = ",".join("1" for _ in range(columns))
    file.write_text(f"indicator,place,period,role,value,{extra}\nhomicide-rate,SV,2016,context,1,{cells}\n")
    ended = check(file)
    assert (ended.code, is_clean(ended)) == (code, True), ended.said[:1000]
    assert len(ended.said.splitlines()) < 100


def test_many_different_faults_are_told_in_a_few_lines(folder: Path) -> None:
    file = folder / "figures.csv"
    rows = "".join(f"i{number},p{number},2016,context,x{number},\n" for number in range(20_000))
    file.write_text(HEADER + rows, encoding="utf-8")
    ended = check(file)
    assert (ended.code, is_clean(ended)) == (1, True), ended.said[:1000]
    assert len(ended.said.splitlines()) < 100
    assert "rows read: 20,000" in ended.out

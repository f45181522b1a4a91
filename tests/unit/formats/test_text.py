"""What is text and what is not, told in one sentence, and how text of other encodings is read."""

import gzip
from pathlib import Path

import pytest

from istmo.formats._text import text
from istmo.kernel.problem import InputProblem

TABLE = "indicator,place\ncafé,Panamá\n"


def written(folder: Path, content: bytes, name: str = "table.csv") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def refusal(folder: Path, content: bytes, name: str = "table.csv", most: int = 10**6) -> str:
    with pytest.raises(InputProblem) as refused:
        text(written(folder, content, name), folder, most)
    (problem,) = refused.value.problems
    return problem.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    read = text(written(tmp_path, TABLE.encode(encoding)), tmp_path, 10**6)
    assert read.path.read_text(encoding="utf-8-sig") == TABLE
    assert read.problems == ()


def test_text_of_windows_is_read_and_told(tmp_path: Path) -> None:
    read = text(written(tmp_path, (TABLE + "“5 €”\x81\n").encode("cp1252", "replace")), tmp_path, 10**6)
    assert read.path.read_text(encoding="utf-8").startswith(TABLE + "“5 €”")
    assert [problem.code for problem in read.problems] == ["encoding_guessed"]
    assert "Windows-1252" in read.problems[0].sentence


def test_text_keeps_bytes_that_windows_leaves_undefined(tmp_path: Path) -> None:
    read = text(written(tmp_path, b"a\xe9\x81\n"), tmp_path, 10**6)
    assert read.path.read_text(encoding="utf-8") == "aé\x81\n"


def test_text_cut_inside_a_letter_is_not_unicode(tmp_path: Path) -> None:
    assert text(written(tmp_path, "a,é".encode()[:-1]), tmp_path, 10**6).problems != ()


def test_text_counts_its_line_ends(tmp_path: Path) -> None:
    read = text(written(tmp_path, b"a\r\nb\nc\r\n"), tmp_path, 10**6)
    assert (read.lines, read.returns, read.pairs, read.ended) == (3, 2, 2, True)


def test_text_compressed_is_unpacked(tmp_path: Path) -> None:
    read = text(written(tmp_path, gzip.compress(TABLE.encode()), "table.csv.gz"), tmp_path, 10**6)
    assert read.path.read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "is a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "is a picture (JPEG)"),
        (b"PK\x03\x04abc", "is an Excel workbook or a zip archive"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"<!DOCTYPE html><html>", "is a web page or XML"),
        (b"a,b\n1,\x002\n", "byte 7 is NUL"),
    ],
)
def test_text_that_is_none_is_refused_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in refusal(tmp_path, content)


def test_text_of_a_broken_gzip_file_is_refused(tmp_path: Path) -> None:
    assert "not a whole gzip file" in refusal(tmp_path, gzip.compress(b"a,b" * 99)[:-9], "table.csv.gz")


def test_text_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    assert "larger than 1,000 bytes" in refusal(tmp_path, gzip.compress(b"a" * 5000), "t.csv.gz", 1000)


@pytest.mark.parametrize(("content", "blank"), [(b"a\nb\n", False), (b"a\n\nb", True), (b"a\r\n\r\nb", True)])
def test_text_knows_of_blank_lines(tmp_path: Path, content: bytes, blank: bool) -> None:
    assert text(written(tmp_path, content), tmp_path, 10**6).has_blank_line() is blank

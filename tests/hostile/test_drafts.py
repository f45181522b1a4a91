"""Drafts that nobody should send: one clear sentence each, the right exit code, nothing left behind."""

import zipfile
from pathlib import Path

import docx
import pytest

from tests.hostile.cli import Ended, is_clean, istmo

BOMB = b"\x00" * (300 << 20)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small release, made once."""
    from tests.unit.publish import basin

    return basin.write(tmp_path_factory.mktemp("basin") / "release")


def check(path: Path, release: Path, *more: str) -> Ended:
    return istmo("draft", "check", path, "--release", release, *more, temporary=path.parent / "temporary")


def archive(path: Path, body: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("[Content_Types].xml", "<Types/>")
        written.writestr("word/document.xml", body)
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("nul.txt", b"22,000 jobs\x00", "NUL"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not what its name says"),
        ("text.docx", b"22,000 jobs", "not what its name says"),
        ("half.docx", b"PK\x03\x04" + bytes(range(256)), "no whole Word document"),
        ("half.pdf", b"%PDF-1.7\n1 0 obj\n<<", "PDF"),
        ("draft.odt", b"22,000 jobs", "cannot be read"),
    ],
)
def test_broken_draft_is_a_sentence(
    name: str, content: bytes, said: str, release: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    ended = check(tmp_path / name, release)
    assert ended.code in (1, 2)
    assert said in ended.said
    assert is_clean(ended)


def test_bomb_is_refused_before_it_is_unpacked(release: Path, tmp_path: Path) -> None:
    ended = check(archive(tmp_path / "bomb.docx", BOMB), release)
    assert ended.code == 1
    assert "larger than" in ended.said


def test_document_type_is_refused(release: Path, tmp_path: Path) -> None:
    ended = check(archive(tmp_path / "doctype.docx", DOCTYPE), release)
    assert ended.code == 1
    assert "document type" in ended.said


ODD = [
    "9" * 20_000,
    "1" + ",000" * 5_000,
    "half " * 5_000,
    "one million " * 3_000,
    "[" * 20_000 + "1",
    "(" + "1.2" * 10_000,
    "$" * 10_000 + "5",
    "\u2060".join("22,000 jobs" * 500),
    "{{ figure wells }} %(x)s {0} <script>22</script>\x1b[31m 871",
    "percent " * 10_000,
    "٣٤٥ and ²³ and Ⅻ",
]


def read_odd(text: str, release: Path, folder: Path) -> None:
    (folder / "odd.txt").write_text(f"{text}\n", encoding="utf-8")
    ended = check(folder / "odd.txt", release, "--marked", str(folder / "marked.txt"))
    assert ended.code in (0, 1), ended.said
    assert "\x1b" not in ended.said
    assert (folder / "marked.txt").exists()


def test_odd_texts_are_read(release: Path, tmp_path: Path) -> None:
    read_odd("\n\n".join(ODD), release, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read(text: str, release: Path, tmp_path: Path) -> None:
    read_odd(text, release, tmp_path)


def test_marked_copy_keeps_what_is_odd_in_a_word_file(release: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "odd.docx", tmp_path / "marked.docx"
    opened = docx.Document()
    paragraph = opened.add_paragraph()
    for piece in ("So", "me 8", "7", "1 bri", "dges\t", "and\n", "93,", "411 owls"):
        paragraph.add_run(piece)
    opened.save(str(path))
    ended = check(path, release, "--marked", str(out))
    assert ended.code == 1
    assert docx.Document(str(out)).paragraphs[0].text == "Some 871 bridges\tand\n93,411 owls"
    assert len(list(docx.Document(str(out)).comments)) == 2


def test_wrong_use_is_told(release: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("22", encoding="utf-8")
    assert check(tmp_path / "none.txt", release).code == 2
    assert check(tmp_path / "a.txt", tmp_path / "none").code == 2
    wrong = check(tmp_path / "a.txt", release, "--lang", "xx")
    assert (wrong.code, "cannot be checked yet" in wrong.said) == (2, True)
    assert check(tmp_path / "a.txt", release, "--marked", str(tmp_path / "out.docx")).code == 2

"""Reading documents: the text as received, paragraphs that are stretches of it, and places a person can find."""

import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from istmo.formats import door
from istmo.formats._document import lines
from istmo.formats._document.model import Document
from istmo.formats.door import Limits, read_document
from istmo.kernel.problem import InputProblem, WrongUse

TWO = "The first paragraph\ngoes over two lines.\n\nThe second.\n"


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.place, paragraph.text) for paragraph in document.paragraphs]


def consistent(document: Document) -> bool:
    return all(document.text[p.start : p.end] == p.text for p in document.paragraphs)


def refused(path: Path, limits: Limits = door.DOCUMENT) -> str:
    with pytest.raises(InputProblem) as stopped:
        read_document(path, limits=limits)
    return str(stopped.value)


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a text on each page, one line a line."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(300, 300)
        if text:
            font = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type1"),
                    NameObject("/BaseFont"): NameObject("/Helvetica"),
                }
            )
            fonts = DictionaryObject({NameObject("/F1"): font})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            content = DecodedStreamObject()
            shown = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
            content.set_data(f"BT /F1 12 Tf 14 TL 20 250 Td {shown} ET".encode())
            page[NameObject("/Contents")] = content
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_text_is_exactly_what_was_received(tmp_path: Path) -> None:
    received = "One\r\ntwo  \r\n\r\n\tThree\x0c four\u2028five \r\n"
    document = read_document(saved(tmp_path, "a.txt", received))
    assert document.text == received
    assert told(document) == [("line 1", "One\r\ntwo"), ("line 4", "Three\x0c four\u2028five")]
    assert consistent(document)


def test_text_divides_paragraphs_at_empty_lines_and_items(tmp_path: Path) -> None:
    text = "A list:\n  • first\n    goes on\n  • second\n1. third\n\n## Heading\ntext\n| a | b |\n"
    document = read_document(saved(tmp_path, "a.md", text))
    assert [p.text for p in document.paragraphs] == [
        "A list:",
        "• first\n    goes on",
        "• second",
        "1. third",
        "## Heading\ntext",
        "| a | b |",
    ]


def test_text_of_double_spacing_keeps_its_sentences_together(tmp_path: Path) -> None:
    text = "A sentence that \n\ngoes on and \n\non. \n\n \n\nAnother one that \n\nends here. \n"
    document = read_document(saved(tmp_path, "a.txt", text))
    assert [" ".join(p.text.split()) for p in document.paragraphs] == [
        "A sentence that goes on and on.",
        "Another one that ends here.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encoding_its_bytes_tell(tmp_path: Path, encoding: str) -> None:
    document = read_document(saved(tmp_path, "a.txt", "Añadir más.".encode(encoding)))
    assert (document.text, document.problems) == ("Añadir más.", ())


def test_text_that_is_not_utf_8_is_read_with_a_note(tmp_path: Path) -> None:
    document = read_document(saved(tmp_path, "a.txt", "Añadir más.".encode("cp1252")))
    assert document.text == "Añadir más."
    assert [problem.code for problem in document.problems] == ["encoding_guessed"]


def test_at_tells_the_paragraph_of_a_position(tmp_path: Path) -> None:
    document = read_document(saved(tmp_path, "a.txt", TWO))
    assert document.at(TWO.index("second")) == document.paragraphs[1]
    assert document.at(TWO.index("\n\nThe second") + 1) is None


def word(folder: Path) -> Path:
    made = docx.Document()
    made.add_heading("A title", 1)
    made.add_paragraph("")
    paragraph = made.add_paragraph("Sales rose by ")
    paragraph.add_run("40 percent").bold = True
    paragraph.add_run(".")
    table = made.add_table(2, 2)
    table.cell(1, 1).text = "153"
    made.sections[0].footer.paragraphs[0].text = "Page"
    path = folder / "a.docx"
    made.save(path)
    return path


def test_word_gives_paragraphs_tables_and_footers(tmp_path: Path) -> None:
    path = word(tmp_path)
    document = read_document(path)
    assert told(document) == [
        ("paragraph 1", "A title"),
        ("paragraph 2", "Sales rose by 40 percent."),
        ("table 1, row 2, column 2", "153"),
        ("footer", "Page"),
    ]
    assert [p.part for p in document.paragraphs] == ["body", "body", "table", "footer"]
    assert consistent(document)


def test_word_numbers_paragraphs_as_its_own_xml_does(tmp_path: Path) -> None:
    path = word(tmp_path)
    own = list(docx.Document(path).element.iter(qn("w:p")))
    for paragraph in read_document(path).paragraphs:
        if paragraph.part in ("body", "table"):
            text = "".join(t.text for t in own[paragraph.number - 1].iter(qn("w:t")))
            assert text == paragraph.text


def test_word_does_not_read_what_is_deleted_and_reads_what_is_put_in(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("It rose by ")
    for kind, tag, text in (("w:del", "w:delText", "40"), ("w:ins", "w:t", "45")):
        change, run, held = OxmlElement(kind), OxmlElement("w:r"), OxmlElement(tag)
        held.text = text
        run.append(held)
        change.append(run)
        paragraph._p.append(change)
    made.save(tmp_path / "a.docx")
    assert read_document(tmp_path / "a.docx").text == "It rose by 45"


def test_page_gives_the_words_that_are_shown(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>t</title><script>let x = 1</script></head><body><h1>A  title</h1>"
        "<p>Sales &amp; exports<br>rose by <b>40</b> percent</p><script>let y</script> after"
        "<table><tr><td>SV</td><td> 153 </td></tr></table><!-- no --></body></html>"
    )
    document = read_document(saved(tmp_path, "a.html", page))
    assert [p.text for p in document.paragraphs] == [
        "A title",
        "Sales & exports\nrose by 40 percent",
        "after",
        "SV\t153",
    ]
    assert consistent(document)


def test_page_keeps_what_stands_behind_a_script(tmp_path: Path) -> None:
    document = read_document(
        saved(tmp_path, "a.htm", "<p>one <script>let x</script>two <svg><text>no</text></svg>three</p>")
    )
    assert document.text == "one two three"


def test_pdf_gives_its_pages(tmp_path: Path) -> None:
    document = read_document(
        saved(tmp_path, "a.pdf", pdf("The first page\nsays 40 percent.", "", "The third."))
    )
    assert [(p.place, p.page) for p in document.paragraphs] == [
        ("page 1, paragraph 1", 1),
        ("page 3, paragraph 1", 3),
    ]
    assert "40 percent" in document.paragraphs[0].text
    assert [(p.code, p.where.sheet) for p in document.problems] == [("page_without_text", "page 2")]
    assert consistent(document)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "the document is empty"),
        ("a.txt", b"Some text of letters a\0b and more.", "NUL"),
        ("a.txt", b"%PDF-1.7", "a PDF document, not what its name says"),
        ("a.pdf", b"Some text", "not what its name says"),
        ("a.pdf", b"%PDF-1.7\nnothing", "no whole PDF"),
        ("a.docx", b"PK\x03\x04nothing", "no whole Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "an old Excel or Word file"),
        ("a.html", b"<html><script>x</script></html>", "the page holds no words"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in refused(saved(tmp_path, name, content))


def test_a_pdf_of_pictures_or_with_a_password_is_told(tmp_path: Path) -> None:
    assert "no text" in refused(saved(tmp_path, "a.pdf", pdf("")))
    locked = pdf("A secret", password="word")  # noqa: S106
    assert PdfReader(BytesIO(locked)).is_encrypted
    assert "password" in refused(saved(tmp_path, "b.pdf", locked))


def test_an_archive_that_is_no_word_document_or_a_bomb_is_told(tmp_path: Path) -> None:
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "no Word document" in refused(saved(tmp_path, "a.docx", other.getvalue()))
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (1 << 28) + b"</w>")
    assert "larger than" in refused(saved(tmp_path, "b.docx", bomb.getvalue()))


def test_a_word_document_with_a_document_type_is_refused(tmp_path: Path) -> None:
    hostile = BytesIO()
    with zipfile.ZipFile(hostile, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p><w:r><w:t>&x;</w:t>'
            "</w:r></w:p></w:document>",
        )
    assert "document type" in refused(saved(tmp_path, "a.docx", hostile.getvalue()))


def test_limits_and_endings_are_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", TWO)
    assert "larger than" in refused(path, Limits(max_bytes=3))
    with pytest.raises(WrongUse, match=r"\.odt: a document of this ending cannot be read.*\.docx"):
        read_document(saved(tmp_path, "a.odt", TWO))
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "none.txt")
    assert read_document(path, name="b.md").text == TWO


@given(st.text(alphabet="ab .\n\r\t•1|", max_size=60))
def test_paragraphs_hold_everything_that_is_not_space(text: str) -> None:
    spans = list(lines.paragraphs(text))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())

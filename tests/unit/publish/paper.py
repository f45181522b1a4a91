"""What a page says on paper, read from its HTML by other means than ours; and what the papers say."""

import re
from io import BytesIO

import docx
import pypdf
from docx.oxml.ns import qn
from lxml import html

_LEFT_OUT = ("screen", "back", "skip", "record-trace-summary")
_NUMBER = re.compile(r"(?<![\w.])[−$€£]?\d[\d.,]*\d|(?<![\w.])[−$€£]?\d")
_HASH = re.compile(r"\b[0-9a-f]{12,}\b")


def numbers(text: str) -> set[str]:
    """Every number of a text; hashes are no numbers."""
    return set(_NUMBER.findall(_HASH.sub(" ", text)))


def of_page(text: str) -> str:
    """The words of the cover and the report that stand on paper too."""
    root = html.document_fromstring(text)
    for element in root.xpath("//svg | //figcaption | //summary[parent::*[@class='record-trace']]"):
        element.drop_tree()
    for element in root.xpath("//*[@class]"):
        is_hidden = "hidden" in element.get("class").split() and element.getparent().tag != "caption"
        if is_hidden or set(element.get("class").split()) & set(_LEFT_OUT):
            element.drop_tree()
    parts = [*root.iter("header"), *root.iter("main")]
    return " ".join(" ".join(part.itertext()) for part in parts)


def of_drawings(text: str) -> str:
    """The words inside the drawings: names and the numbers of axes."""
    return " ".join(" ".join(svg.itertext()) for svg in html.document_fromstring(text).iter("svg"))


def shown(text: str) -> set[tuple[str, str]]:
    """Every figure of the page with the words it is shown in."""
    root = html.document_fromstring(text)
    return {
        (data.get("value"), " ".join(data.text_content().split()))
        for data in root.iter("data")
        if not data.xpath("ancestor::*[contains(@class, 'screen')]")
    }


def of_word(made: bytes) -> str:
    """The words of a Word file without its fields and captions' numbers."""
    body = docx.Document(BytesIO(made)).element.body
    told, depth = [], 0
    for element in body.iter(qn("w:t"), qn("w:fldChar"), qn("w:p"), qn("w:br"), qn("w:tab")):
        if element.tag == qn("w:fldChar"):
            depth += {"begin": 1, "end": -1}.get(element.get(qn("w:fldCharType")), 0)
        elif element.tag != qn("w:t"):
            told.append(" ")
        elif not depth:
            told.append(element.text or "")
    return "".join(told)


def of_pdf(made: bytes) -> str:
    """The words of a PDF, its sheets one after the other."""
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(made)).pages]
    return " ".join(sheets).replace("\u2060", "").replace("\u200b", "")

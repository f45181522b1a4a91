"""XML of strangers: nothing expanded, nothing fetched, one clear sentence for what is refused."""

import gzip
from pathlib import Path

import pytest

from istmo.formats import _xml
from istmo.formats._shared import USUAL, Limits
from istmo.kernel.problem import InputProblem
from tests.unit.formats.iati_files import activity, document

LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    "<iati-activities><iati-activity>&c;</iati-activity></iati-activities>"
)
OUTSIDE = (
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<iati-activities><iati-activity>&x;</iati-activity></iati-activities>"
)
GOOD = document(activity())


def tags(folder: Path, content: bytes, name: str = "given.xml", limits: Limits = USUAL) -> list[str]:
    """The identifiers of all activities."""
    file = folder / name
    file.write_bytes(content)
    return [each.findtext("iati-identifier") for each in _xml.elements(file, "iati-activity", folder, limits)]


REFUSED = {
    "billion laughs": (LAUGHS.encode(), "document_type", "has a document type"),
    "external entity": (OUTSIDE.encode(), "document_type", "has a document type"),
    "empty document type": (b"<!DOCTYPE iati-activities><iati-activities/>", "document_type", "has a document type"),
    "document type in small letters": (b"<!doctype iati-activities><iati-activities/>", "document_type", "document type"),
    "document type after comments": (b"<?xml version='1.0'?><!-- x --><!-- y -->" + LAUGHS.encode(), "document_type", "has"),
    "document type far down": (b"<!-- " + b"x" * 100_000 + b" -->" + LAUGHS.encode(), "document_type", "has a document"),
    "document type in UTF-16": (LAUGHS.encode("utf-16"), "document_type", "has a document type"),
    "web page": (b"<!DOCTYPE html><html></html>", "not_xml", "a web page"),
    "huge attribute": (b'<iati-activities><iati-activity a="' + b"x" * 20_000_000 + b'"/></iati-activities>', "not_xml", "larger"),
    "deep nesting": (b"<a>" * 5_000 + b"</a>" * 5_000, "not_xml", "larger than any such file needs"),
    "cut off": (GOOD[:-30], "not_xml", "it was cut off"),
    "cut off in a tag": (GOOD[: GOOD.index(b"<title>") + 3], "not_xml", "it was cut off"),
    "not its encoding": (GOOD.replace(b"A road", b"A ca\xf1ada"), "not_xml", "not in the encoding"),
    "unknown encoding": (GOOD.replace(b"UTF-8", b"UTF-99"), "not_xml", "not in the encoding"),
    "undeclared entity": (GOOD.replace(b"A road", b"A &road;"), "not_xml", "the XML is broken"),
    "text after the end": (GOOD + b"<more/>", "not_xml", "the XML is broken"),
    "no XML": (b"indicator,place\na,b\n", "not_xml", "the XML is broken"),
    "JSON": (b'{"a": 1}', "not_xml", "the file is JSON"),
    "workbook": (b"PK\x03\x04" + bytes(200), "not_xml", "a workbook"),
    "empty": (b"", "empty_file", "the file is empty"),
    "spaces": (b"\n  \n", "empty_file", "the file is empty"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    content, code, found = REFUSED[kind]
    with pytest.raises(InputProblem) as refused:
        tags(tmp_path, content)
    [problem] = refused.value.problems
    assert problem.code == code
    assert found in problem.found
    assert "hostname" not in problem.sentence


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        b"\xef\xbb\xbf" + GOOD,
        GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        GOOD.decode().replace("UTF-8", "ISO-8859-1").replace("A road", "A cañada").encode("latin-1"),
        GOOD.replace(b"<title>", b"<!-- <!DOCTYPE x> --><?go on?><title>"),
    ],
)
def test_read_in_any_encoding_that_is_declared(tmp_path: Path, content: bytes) -> None:
    assert tags(tmp_path, content) == ["XX-1-A"]


def test_packed_file_is_unpacked_within_its_limit(tmp_path: Path) -> None:
    assert tags(tmp_path, gzip.compress(GOOD), "given.xml.gz") == ["XX-1-A"]
    with pytest.raises(InputProblem, match="larger than"):
        tags(tmp_path, gzip.compress(GOOD + b" " * 1_000_000), "given.xml.gz", Limits(max_bytes=100_000))
    with pytest.raises(InputProblem, match="not a whole gzip file"):
        tags(tmp_path, gzip.compress(GOOD)[:-20], "given.xml.gz")


def test_elements_are_forgotten_once_read(tmp_path: Path) -> None:
    file = tmp_path / "given.xml"
    file.write_bytes(document(*(activity(identifier=f"A{n}") for n in range(50))))
    for element in _xml.elements(file, "iati-activity", tmp_path, USUAL):
        before = element.getprevious()
        assert before is None or (len(before) == 0 and before.getprevious() is None)

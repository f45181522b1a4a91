"""The XML of a workbook's parts: streamed, without entities, network or document types; damage is told, never raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from lxml import etree

from istmo.formats._shared import error
from istmo.formats._xml import BROKEN_PARTS, SAFE
from istmo.kernel.problem import InputProblem, Where

#: The namespace of the attributes by which one part names another.
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AGAIN = "open it in Excel or LibreOffice and save it again as .xlsx"


def elements(part: IO[bytes], tags: tuple[str, ...], file: str) -> Iterator[Any]:
    """Every element with one of these names, of whatever namespace, once it is whole; it is emptied afterwards.

    InputProblem if the part is no whole XML or has a document type.
    """
    with damage_told(file):
        for _, element in etree.iterparse(part, tag=[f"{{*}}{tag}" for tag in tags], **SAFE):
            _refuse_doctype(element, file)
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def tree(content: bytes, file: str) -> Any:
    """A small part as its root element. InputProblem if it is no whole XML or has a document type."""
    with damage_told(file):
        root = etree.fromstring(content, etree.XMLParser(**SAFE))
        _refuse_doctype(root, file)
        return root


def name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, wanted: str) -> Iterator[Any]:
    """The children of this name, of whatever namespace."""
    return (child for child in element if name(child) == wanted)


def child(element: Any, wanted: str, file: str) -> Any:
    """The child of this name, which every such part has. InputProblem if it has none."""
    found = next(children(element, wanted), None)
    if found is None:
        raise refused(f"the workbook is damaged (it has no {wanted})", file)
    return found


def refused(found: str, file: str, fix: str = _AGAIN) -> InputProblem:
    """A workbook that cannot be read, told in one sentence."""
    return InputProblem([error("not_workbook", found, Where(file=file), fix=fix)])


@contextmanager
def damage_told(file: str) -> Iterator[None]:
    """What broken archives and broken XML raise, as the one problem that it is for the reporter."""
    try:
        yield
    except BROKEN_PARTS as fault:
        said = " ".join(str(fault).split())[:120]
        raise refused(f"the workbook is damaged ({said})", file) from None


def _refuse_doctype(element: Any, file: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        fix = "look where the file comes from; Excel writes no such thing"
        raise refused("the workbook declares a document type, which no workbook has", file, fix)


def beside(element: Any, wanted: str) -> str:
    """A name in the namespace of an element: workbooks come in two."""
    space = element.tag.rpartition("}")[0]
    return f"{space}}}{wanted}" if space else wanted


def grown(element: Any, content: str) -> Any:
    """Our own XML, without a namespace in its text, as an element in the namespace of another one."""
    made = etree.fromstring(content, etree.XMLParser(**SAFE))
    for each in made.iter():
        each.tag = beside(element, each.tag)
    return made


def related(element: Any, content: str, relation: str) -> Any:
    """The same, pointing to another part by the number of a relation, under the prefix that every program writes."""
    bare = grown(element, content)
    made = bare.makeelement(bare.tag, dict(bare.attrib), nsmap={"r": RELATED})
    made.set(f"{{{RELATED}}}id", relation)
    return made

"""Read a page of ours back as a document.

Whatever section a template adds, it stands in Word and PDF too, because both are written from what is read here. The
page's own classes say what is for a screen only (`screen`, `hidden`, `skip`, `back`) and for paper only (`print`).
"""

from collections.abc import Callable
from dataclasses import replace

from lxml import html
from lxml.html import HtmlElement

from istmo.publish.document import drawing, tables
from istmo.publish.document.blocks import (
    Block,
    Cover,
    Document,
    Heading,
    Pair,
    Paragraph,
    Picture,
    Run,
    Table,
    Terms,
)
from istmo.publish.document.inline import LEFT_OUT, classes, runs_of

_TARGETS = ("h2", "h3", "h4", "article", "section", "li", "tr", "p", "div")
#: More blocks than this are a long section.
_LONG = 25
_THROUGH = ("main", "section", "article", "div", "body", "details", "header", "aside", "blockquote")


def read(page: str) -> Document:
    """The page as blocks, in its order."""
    root = html.document_fromstring(page)
    told = {meta.get("name"): meta.get("content", "") for meta in root.iter("meta") if meta.get("name")}
    reader = _Reader(_targets(root))
    for main in root.iter("main"):
        reader.inside(main)
    contents = root.find(".//nav[@class='contents']/h2")
    return Document(
        title=root.findtext(".//title") or "",
        language=root.get("lang", ""),
        cover=_cover(root.find(".//header[@class='cover']")),
        contents=contents.text_content() if contents is not None else "",
        blocks=_begun(reader.blocks),
        running=told.get("release", ""),
        mark=told.get("mark", ""),
        sheets=int(told.get("sheets", "0")),
    )


def _begun(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, the first section on a sheet of its own: it stands after a cover or begins a paper anyway."""
    match blocks:
        case [Heading() as first, *rest]:
            return (replace(first, opens=True), *rest)
    return tuple(blocks)


def _targets(root: HtmlElement) -> set[str]:
    """Ids that a link can still lead to once what is for a screen only is left out."""
    left_out = [element for element in root.iterfind(".//*[@class]") if classes(element) & LEFT_OUT]
    gone = {inner.get("id") for element in left_out for inner in element.iterfind(".//*[@id]")}
    return {element.get("id") for element in root.iter(*_TARGETS) if element.get("id")} - gone


def _cover(header: HtmlElement | None) -> Cover | None:
    if header is None:
        return None

    def words(path: str) -> str:
        found = header.find(path)
        return " ".join(found.text_content().split()) if found is not None else ""

    imprint = tuple(
        (" ".join(div.findtext("dt").split()), " ".join(div.find("dd").text_content().split()))
        for div in header.iterfind(".//dl[@class='imprint']/div")
    )
    return Cover(words(".//h1"), words(".//p[@class='kicker']"), words(".//p[@class='basis']"), imprint)


class _Reader:
    """Walks the page once; ids wait until the next block takes them as its anchors."""

    def __init__(self, targets: set[str]) -> None:
        self.targets = targets
        self.blocks: list[Block] = []
        self.waiting: list[str] = []
        self.tables = self.pictures = self.depth = 0
        self._read: dict[str, Callable[[HtmlElement], None]] = {
            **dict.fromkeys(_THROUGH, self.inside),
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5"), self._heading),
            **dict.fromkeys(("ul", "ol"), self._list),
            "p": self._paragraph,
            "summary": self._paragraph,
            "dl": self._terms,
            "table": self._table,
            "figure": self._picture,
        }

    def inside(self, element: HtmlElement) -> None:
        """Every block in `element`."""
        if element.tag != "li":  # which the list has named
            self._name(element)
        if "panels" in classes(element):
            self._panels(element)
            return
        before = len(self.blocks)
        for child in element:
            if not isinstance(child.tag, str) or classes(child) & LEFT_OUT:
                continue
            if child.tag == "summary" and "record-trace" in classes(element):
                continue  # what it opens stands open on paper
            if child.tag in self._read:
                self._read[child.tag](child)
        if "pictures" in classes(element):
            match self.blocks[before:]:
                case [Picture() as picture, Table() as table]:
                    self.blocks[before:] = [Pair(picture, table)]
        is_long = element.tag == "section" and len(self.blocks) - before > _LONG
        if is_long or "opens" in classes(element):
            self._open(before)

    def _open(self, at: int) -> None:
        """A long section begins a new sheet."""
        heading = self.blocks[at]
        if isinstance(heading, Heading) and heading.level == 1:
            self.blocks[at] = replace(heading, opens=True)

    def _name(self, element: HtmlElement) -> None:
        if element.get("id") in self.targets:
            self.waiting.append(element.get("id"))

    def _anchors(self) -> tuple[str, ...]:
        taken, self.waiting = tuple(self.waiting), []
        return taken

    def _heading(self, element: HtmlElement) -> None:
        self._name(element)
        runs = runs_of(element, self.targets)
        number = "".join(run.text for run in runs if run.tone == "number").strip()
        over = "".join(run.text for run in runs if run.tone == "level").strip()
        rest = [
            run for run in runs if run.tone not in {"number", "level"} and (run.text.strip() or run.value)
        ]
        rest[:1] = [replace(run, text=run.text.lstrip()) for run in rest[:1]]
        self.blocks.append(
            Heading(int(element.tag[1]) - 1, tuple(rest), number, over, anchors=self._anchors())
        )

    def _paragraph(self, element: HtmlElement, marker: str = "", kind: str = "") -> None:
        self._name(element)
        runs = runs_of(element, self.targets)
        last = self.blocks[-1] if self.blocks else None
        if "margin" in classes(element) and isinstance(last, Paragraph) and runs:
            source = tuple(Run(run.text, "ref", link=run.link) for run in runs)
            self.blocks[-1] = Paragraph(
                (*last.runs, Run(" "), *source), last.kind, last.depth, last.marker, last.anchors
            )
        elif runs:
            kind = kind or "summary" * (element.tag == "summary") or _kind(element)
            self.blocks.append(Paragraph(runs, kind, self.depth, marker, self._anchors()))

    def _list(self, element: HtmlElement) -> None:
        deep = element.tag == "ul" and "branches" in classes(element)
        for number, item in enumerate(element.iterfind("li"), 1):
            self._name(item)
            marker = item.findtext("span[@class='number']") or (f"{number}." if element.tag == "ol" else "–")
            words = [run for run in runs_of(item, self.targets) if run.tone != "number"]
            kind = _kind(element) or "item"
            if words:
                marker = "" if kind == "key" else marker
                self.blocks.append(Paragraph(tuple(words), kind, self.depth, marker, self._anchors()))
            elif kind == "sources":
                self._paragraph(item.find("p"), marker, "sources")
                continue
            self.depth += deep
            self.inside(item)
            self.depth -= deep

    def _terms(self, element: HtmlElement) -> None:
        rows = []
        for row in element.iterfind("div"):
            said = [runs_of(dd, self.targets) for dd in row.iterfind("dd")]
            later = [
                replace(r, tone="aside", breaks=at == 0) for runs in said[1:] for at, r in enumerate(runs)
            ]
            rows.append((runs_of(row.find("dt"), self.targets), (*said[0], *later)))
        self.blocks.append(Terms(tuple(rows), _kind(element), self._anchors()))

    def _table(self, element: HtmlElement) -> None:
        made = tables.tables(element, self.tables + 1, self.targets, self._anchors())
        self.tables += len(made)
        self.blocks.extend(made)

    def _picture(self, element: HtmlElement) -> None:
        svg = element.find("svg")
        if svg is None:
            return
        self.pictures += 1
        title, told = svg.findtext("title") or "", svg.findtext("desc") or ""
        self.blocks.append(
            Picture(self.pictures, drawing.alone(svg), *drawing.size(svg), title, told, self._anchors())
        )

    def _panels(self, element: HtmlElement) -> None:
        figures = [figure for figure in element.iterfind("figure") if figure.find("svg") is not None]
        if not figures:
            return
        self.pictures += 1
        named = [(" ".join(f.findtext("figcaption").split()), f.find("svg")) for f in figures]
        svg, wide, high = drawing.together(named)
        last = figures[-1].find("svg")
        title = element.get("aria-label") or (last.findtext("title") or "").removeprefix(f"{named[-1][0]}: ")
        self.blocks.append(
            Picture(self.pictures, svg, wide, high, title, last.findtext("desc") or "", self._anchors())
        )


def _kind(element: HtmlElement) -> str:
    """The class that tells what a block is; classes that only place it say nothing."""
    return next((name for name in (element.get("class") or "").split() if name not in {"wide", "plain"}), "")

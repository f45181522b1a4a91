"""The sheet of problems: all of them, the gravest first, each with a link to its first cell and how to mend it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from istmo.formats._shared import letter
from istmo.formats._workbook.remarks import printable
from istmo.kernel.problem import Problem, Severity, Where, has_errors
from istmo.kernel.sheets import prefix

#: Name of the sheet where none of that name is there.
NAME = "Problems"
_COLUMNS = (
    ("Severity", 11),
    ("First cell", 22),
    ("Column", 20),
    ("What was found", 52),
    ("How to mend it", 52),
    ("Cells", 8),
    ("Further cells", 28),
)
_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
#: Further cells that are named; the count tells of the rest.
_NAMED = 12
_HEADER_ROW = 5
_WORKSHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    '<pane ySplit="{header}" topLeftCell="A{first}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols>{cols}</cols><sheetData>{rows}</sheetData>{links}'
    '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)

#: The sheet and cell of a place in the marked workbook, such as `("Results", "F12")`; None if it has none.
Finds = Callable[[Where], tuple[str, str] | None]


def sheet(problems: Sequence[Problem], file: str, finds: Finds, looks: dict[str, int]) -> bytes:
    """The part of the sheet. looks: numbers of cell styles by name, as :mod:`looks` gives them."""
    rows = [
        _row(1, [(looks["title"], f"Problems found in {file}")], 20),
        _row(2, [(looks["line"], said(problems))]),
        _row(3, [(looks["line"], _HELP)]),
        _row(_HEADER_ROW, [(looks["header"], name) for name, _ in _COLUMNS]),
    ]
    links = []
    for number, problem in enumerate(problems, _HEADER_ROW + 1):
        found = finds(problem.where)
        rows.append(_problem(number, problem, finds, looks))
        if found:
            target = quoteattr(f"{prefix(found[0])}{found[1]}")
            links.append(f'<hyperlink ref="B{number}" location={target} display={target}/>')
    cols = "".join(
        f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, (_, w) in enumerate(_COLUMNS, 1)
    )
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return _WORKSHEET.format(
        header=_HEADER_ROW, first=_HEADER_ROW + 1, cols=cols, rows="".join(rows), links=linked
    ).encode()


_HELP = (
    "Click a cell's name to go there; a marked cell tells its problem when the pointer rests on it. "
    "Mend the cells, save, and check the file again; this sheet is not read."
)


def said(problems: Iterable[Problem]) -> str:
    """How many there are of each severity, and what that means."""
    listed = list(problems)
    counts = Counter(problem.severity for problem in listed)
    told = ", ".join(f"{counts[each]} {each}{'s' * (counts[each] != 1)}" for each in Severity)
    if has_errors(listed):
        return f"{told}. The errors have to be mended before the file can be submitted."
    return f"{told}. Nothing stops this file from being submitted."


def _problem(number: int, problem: Problem, finds: Finds, looks: dict[str, int]) -> str:
    found, where = finds(problem.where), problem.where
    place = f"{found[0]}!{found[1]}" if found else str(replace(where, file="", header="")) or "the file"
    told = map(_sentence, (problem.found, problem.expected, problem.why))
    further = [cell[1] for place in problem.places[1:] if (cell := finds(place))]
    named, left = ", ".join(further[:_NAMED]), problem.count - 1 - len(further[:_NAMED])
    texts = [
        _WORDS[problem.severity],
        place,
        where.header,
        " ".join(filter(None, told)),
        _sentence(problem.fix),
        f"{problem.count:,}" if found else "",
        named + (f" and {left:,} more" if named and left > 0 else ""),
    ]
    lines = max(-(-len(text) // width) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
    styles = [looks[problem.severity], looks["link" if found else "plain"], *[looks["plain"]] * 5]
    return _row(number, list(zip(styles, texts, strict=True)), 15 * max(lines, 1) + 3)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _row(number: int, cells: Sequence[tuple[int, str]], height: float | None = None) -> str:
    """A row of texts, each with the number of its look."""
    made = "".join(
        f'<c r="{letter(index)}{number}" s="{look}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(printable(text))}</t></is></c>'
        for index, (look, text) in enumerate(cells)
    )
    tall = f' ht="{min(height, 400)}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{made}</row>'

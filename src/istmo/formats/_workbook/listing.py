"""The sheet of problems: all of them, the gravest first, each with a link to its first cell and how to mend it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from istmo.formats._shared import letter
from istmo.formats._workbook.remarks import printable
from istmo.formats._workbook.wording import ENGLISH, Told, Wording, filled
from istmo.kernel.problem import Problem, Severity, Where, as_sentence, has_errors
from istmo.kernel.sheets import prefix

#: The columns by the name of what is said of them, and how wide they are.
_COLUMNS = (
    ("severity", 11),
    ("first_cell", 22),
    ("column", 20),
    ("found", 52),
    ("fix", 52),
    ("cells", 8),
    ("further_cells", 28),
)
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


def sheet(told: Told, file: str, finds: Finds, looks: dict[str, int]) -> bytes:
    """The part of the sheet. looks: numbers of cell styles by name, as :mod:`looks` gives them."""
    problems, wording = told.problems, told.wording
    rows = [
        _row(1, [(looks["title"], filled(wording["title"], file))], 20),
        _row(2, [(looks["line"], said(problems, wording))]),
        _row(3, [(looks["line"], wording["help"])]),
        _row(_HEADER_ROW, [(looks["header"], wording[name]) for name, _ in _COLUMNS]),
    ]
    links = []
    for number, problem in enumerate(problems, _HEADER_ROW + 1):
        found = finds(problem.where)
        rows.append(_row(number, *_problem(problem, finds, looks, wording)))
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


def said(problems: Iterable[Problem], wording: Wording = ENGLISH) -> str:
    """How many there are of each severity, and what that means."""
    listed = list(problems)
    counts = Counter(problem.severity for problem in listed)
    told = ", ".join(
        wording[f"one_{each}"] if counts[each] == 1 else filled(wording[f"{each}s"], counts[each])
        for each in Severity
    )
    return filled(wording["stops" if has_errors(listed) else "passes"], told)


def _problem(
    problem: Problem, finds: Finds, looks: dict[str, int], wording: Wording
) -> tuple[list[tuple[int, str]], float]:
    """The cells of one problem, and how high its row is."""
    found, where = finds(problem.where), problem.where
    place = f"{found[0]}!{found[1]}" if found else _place(where, wording) or wording["file"]
    told = map(_sentence, (problem.found, problem.expected, problem.why))
    further = [cell[1] for place in problem.places[1:] if (cell := finds(place))]
    named, left = ", ".join(further[:_NAMED]), problem.count - 1 - len(further[:_NAMED])
    texts = [
        wording[problem.severity],
        place,
        where.header,
        " ".join(filter(None, told)),
        _sentence(problem.fix),
        f"{problem.count:,}" if found else "",
        filled(wording["more"], named, f"{left:,}") if named and left > 0 else named,
    ]
    lines = max(-(-len(text) // width) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
    styles = [looks[problem.severity], looks["link" if found else "plain"], *[looks["plain"]] * 5]
    return list(zip(styles, texts, strict=True)), 15 * max(lines, 1) + 3


def _place(where: Where, wording: Wording) -> str:
    """A place that is no cell."""
    return replace(where, file="", header="").told(lambda row: filled(wording["row"], row.rpartition(" ")[2]))


def _sentence(text: str) -> str:
    return as_sentence(text) if text else ""


def _row(number: int, cells: Sequence[tuple[int, str]], height: float | None = None) -> str:
    """A row of texts, each with the number of its look."""
    made = "".join(
        f'<c r="{letter(index)}{number}" s="{look}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(printable(text))}</t></is></c>'
        for index, (look, text) in enumerate(cells)
    )
    tall = f' ht="{min(height, 400)}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{made}</row>'

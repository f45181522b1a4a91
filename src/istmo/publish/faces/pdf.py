"""PDF, tagged and accessible (PDF/UA-1), set by typst from the document; nothing outside of this package is read."""

import json
import re
from importlib.resources import as_file, files
from typing import Any

import typst

from istmo.publish.document import flow
from istmo.publish.document.blocks import (
    Block,
    Document,
    Heading,
    Pair,
    Paragraph,
    Picture,
    Row,
    Runs,
    Table,
    Terms,
)
from istmo.publish.edition import Page
from istmo.publish.words import Words

#: How much smaller a short paper may be set until it fits its sheets.
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)


def write(page: Page) -> bytes:
    """The page as PDF; the same page gives the same bytes. A short paper is set smaller until it fits its sheets."""
    document = page.document
    told = _told(document)
    with as_file(files("istmo.publish") / "fonts") as folder:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
        if not document.sheets:
            return _set(told, 1.0, fonts)
        for scale in _SCALES:
            made = _set(told, scale, fonts)
            if sheets(made) <= document.sheets:
                break
    return made


def sheets(made: bytes) -> int:
    """How many sheets a PDF of ours has, as it says itself."""
    return max(int(number) for number in re.findall(rb"/Type/Pages/Count (\d+)", made))


def _set(told: dict[str, Any], scale: float, fonts: typst.Fonts) -> bytes:
    return typst.compile(
        (files("istmo.publish") / "style" / "report.typ").read_bytes(),
        font_paths=fonts,
        sys_inputs={"document": json.dumps({**told, "scale": scale}, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=0,
    )


def _told(document: Document) -> dict[str, Any]:
    words = Words(document.language)
    cover = document.cover
    return {
        "title": document.title,
        "language": document.language,
        "cover": vars(cover) if cover else None,
        "contents": document.contents,
        "running": document.running,
        "mark": document.mark,
        "sheets": document.sheets,
        "words": {
            "table": words.say("Table"),
            "figure": words.say("Figure"),
            "of": words.say("%(page)s of %(pages)s"),
        },
        "blocks": [{**_block(block), "keep": keep} for block, keep in flow.with_next(document.blocks)],
    }


def _block(block: Block) -> dict[str, Any]:
    told: dict[str, Any] = {"is": type(block).__name__, "anchors": block.anchors}
    match block:
        case Heading():
            told |= {
                "level": block.level,
                "number": block.number,
                "over": block.over,
                "opens": block.opens,
                "runs": _runs(block.runs),
            }
        case Paragraph():
            told |= {
                "kind": block.kind,
                "depth": block.depth,
                "marker": block.marker,
                "runs": _runs(block.runs),
            }
        case Terms():
            rows = [[_runs(term), _runs(said)] for term, said in block.rows]
            told |= {"kind": block.kind, "beside": block.is_beside, "rows": rows}
        case Table():
            told |= _table(block)
        case Picture():
            told |= _picture(block)
        case Pair():
            told |= {"picture": _picture(block.picture), "table": _table(block.table)}
    return told


def _table(table: Table) -> dict[str, Any]:
    return {
        "number": table.number,
        "caption": _runs(table.caption),
        "head": [_row(row) for row in table.head],
        "rows": [_row(row) for row in table.rows],
        "shares": table.shares,
        "letters": table.letters,
        "tight": table.is_tight,
        "whole": table.is_short,
        "anchors": table.anchors,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {name: value for name, value in vars(picture).items() if name != "height"}


def _row(row: Row) -> dict[str, Any]:
    cells = [[_runs(cell.runs), cell.is_head, cell.is_number, cell.span] for cell in row.cells]
    return {"cells": cells, "kind": row.kind, "anchors": row.anchors}


def _runs(runs: Runs) -> list[list[Any]]:
    """Short lists: a report has tens of thousands of runs."""
    return [[run.text, run.tone, run.bold, run.link, run.breaks, run.lang] for run in runs]

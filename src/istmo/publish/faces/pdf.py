"""PDF, tagged and accessible (PDF/UA-1), set by typst from the document; nothing outside of this package is read."""

import json
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


def write(page: Page) -> bytes:
    """The page as PDF; the same page gives the same bytes."""
    document = page.document
    with as_file(files("istmo.publish") / "fonts") as fonts:
        return typst.compile(
            (files("istmo.publish") / "style" / "report.typ").read_bytes(),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)]),
            sys_inputs={"document": json.dumps(_told(document), ensure_ascii=False)},
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
        "anchors": table.anchors,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {name: value for name, value in vars(picture).items() if name != "height"}


def _row(row: Row) -> dict[str, Any]:
    cells = [[_runs(cell.runs), cell.is_head, cell.is_number, cell.span] for cell in row.cells]
    return {"cells": cells, "kind": row.kind, "anchors": row.anchors}


def _runs(runs: Runs) -> list[list[Any]]:
    """Short lists: a report has tens of thousands of runs."""
    return [[run.text, run.tone, run.bold, run.link, run.breaks] for run in runs]

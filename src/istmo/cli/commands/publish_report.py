"""`istmo publish report`: the annual report of a release."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import paper


def run(
    release: paper.Of,
    out: paper.Into,
    formats: paper.Formats = None,
    lang: paper.Language = "en",
    sections: Annotated[
        Path | None, typer.Option(help="Folder of sections that authors wrote (.md), with overrides.yaml.")
    ] = None,
) -> None:
    """Write the annual report of a release: one page, the same content as a Word file, and as a PDF.

    With --sections it holds the authors' own sections. In these a number is named, {{ figure INDICATOR place=HN }}; one
    typed by hand, and words that say too much of a context indicator, stop publication until a named person overrides
    them.

    Example: istmo publish report --release workspace/releases/1 --out workspace/out/1 --format docx --format pdf
    """
    from istmo.publish import report
    from istmo.publish.authored import edition

    write = partial(edition.write, folder=sections) if sections else report.write
    paper.give(write, release, out, lang=lang, formats=formats)

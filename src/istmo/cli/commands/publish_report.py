"""`istmo publish report`: the annual report of a release."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face
from istmo.kernel.problem import WrongUse


def run(
    release: Annotated[Path, typer.Option("--release", help="Folder of the release.")],
    out: Annotated[Path, typer.Option("--out", help="Folder the report is written into.")],
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="html, docx or pdf; give it again for several.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the report: en.")] = "en",
) -> None:
    """Write the annual report of a release: one page, the same content as a Word file, and as a PDF.

    Example: istmo publish report --release workspace/releases/1 --out workspace/out/1 --format docx --format pdf
    """
    if out.is_file():
        raise WrongUse(f"{out} is a file; name the folder the report is to stand in.")
    from istmo.publish import report
    from istmo.release.reader import open_release

    for path in report.write(open_release(release), out, lang=lang, formats=formats or ["html"]):
        face.show(str(path))

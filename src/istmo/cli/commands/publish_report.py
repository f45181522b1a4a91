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
        list[str] | None, typer.Option("--format", help="html. Word and PDF come later.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the report: en.")] = "en",
) -> None:
    """Write the annual report of a release as one self-contained page.

    Example: istmo publish report --release workspace/releases/1 --out workspace/out/1
    """
    unknown = sorted(set(formats or ["html"]) - {"html"})
    if unknown:
        raise WrongUse(f"The report cannot be written as {', '.join(unknown)} yet. Use --format html.")
    if out.is_file():
        raise WrongUse(f"{out} is a file; name the folder the report is to stand in.")
    from istmo.publish import report
    from istmo.release.reader import open_release

    face.show(str(report.write(open_release(release), out, lang=lang)))

"""`istmo publish countries`: one page for each country."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face
from istmo.kernel.problem import WrongUse


def run(
    release: Annotated[Path, typer.Option("--release", help="Folder of the release.")],
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")],
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="html, docx or pdf; give it again for several.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language: en.")] = "en",
) -> None:
    """Write one sheet for each country of the strategy into OUT/countries.

    Example: istmo publish countries --release workspace/releases/1 --out workspace/out/1 --format docx
    """
    if out.is_file():
        raise WrongUse(f"{out} is a file; name the folder to write into.")
    from istmo.publish import countries
    from istmo.release.reader import open_release

    for path in countries.write(open_release(release), out, lang=lang, formats=formats or ["html"]):
        face.show(str(path))

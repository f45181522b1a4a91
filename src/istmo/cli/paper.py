"""What every command that writes a paper of a release has in common: its options, and telling what was written."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from istmo.cli import face
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.release.reader import Release

Of = Annotated[Path, typer.Option("--release", help="Folder of the release.")]
Into = Annotated[Path, typer.Option("--out", help="Folder to write into.")]
Formats = Annotated[
    list[str] | None, typer.Option("--format", help="html, docx or pdf; give it again for several.")
]
Language = Annotated[str, typer.Option("--lang", help="Language: en or es.")]


class Writer(Protocol):
    """A paper: writes itself into a folder and names its files."""

    def __call__(self, release: "Release", out: Path, *, lang: str, formats: list[str]) -> Iterable[Path]:
        """Write it in these formats."""


def give(write: Writer, release: Path, out: Path, *, lang: str, formats: list[str] | None) -> int:
    """Write a paper and tell its files on stdout; as a page where no format is named. How many; WrongUse if `out` is a file."""
    if out.is_file():
        raise WrongUse(f"{out} is a file; name the folder to write into.")
    from istmo.release.reader import open_release

    written = list(write(open_release(release), out, lang=lang, formats=formats or ["html"]))
    for path in written:
        face.show(str(path))
    return len(written)

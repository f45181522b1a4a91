"""A page and the faces it is written in: HTML as it stands, Word and PDF from the document read back from it.

A face is one file in `publish/faces`, named after the ending of its files, with `write(page) -> bytes`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from istmo.kernel.problem import WrongUse
from istmo.publish.document import reader
from istmo.publish.document.blocks import Document
from istmo.vault.writing import write_whole

_ROOM = "istmo.publish.faces"


@dataclass(frozen=True)
class Page:
    """One page of ours: the name of its file without ending (a folder may stand before it), and its HTML."""

    name: str
    html: str

    @cached_property
    def document(self) -> Document:
        """The page read back, once for all faces that need it."""
        return reader.read(self.html)


@cache
def formats() -> tuple[str, ...]:
    """What a page can be written as, the page itself first."""
    names = (file.name for file in files(_ROOM).iterdir())
    found = sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_"))
    return tuple(sorted(found, key=lambda name: name != "html"))


def known(asked: Iterable[str]) -> tuple[str, ...]:
    """The formats asked for, each once, in our order; WrongUse names those there are."""
    wanted = set(asked)
    unknown = sorted(wanted - set(formats()))
    if unknown:
        raise WrongUse(f"Nothing can be written as {', '.join(unknown)}. There are {', '.join(formats())}.")
    return tuple(name for name in formats() if name in wanted)


def write(pages: Iterable[Page], out: Path, asked: Sequence[str]) -> list[Path]:
    """Write every page in every format asked for into the folder `out`, each file whole or not at all."""
    wanted = known(asked)
    written = []
    for page in pages:
        for name in wanted:
            path = out / f"{page.name}.{name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            content: bytes = import_module(f"{_ROOM}.{name}").write(page)
            write_whole(path, content)
            written.append(path)
    return written

"""Which reader reads a document: every module of this folder that has `ENDINGS`, found by walking it."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import istmo.formats._document
from istmo.formats import _text
from istmo.formats._document.model import Document
from istmo.formats._shared import Limits, error
from istmo.kernel.problem import InputProblem, Where, WrongUse

#: How files begin that are other than their name says, and the kinds that may begin so.
_MAY_BE = {"a PDF document": "pdf", "an Excel workbook or a zip archive": "docx"}


def readers() -> dict[str, ModuleType]:
    """The readers by name."""
    found = {
        module.name: import_module(f"istmo.formats._document.{module.name}")
        for module in iter_modules(istmo.formats._document.__path__)
        if module.name not in ("read",)
    }
    return {name: module for name, module in found.items() if hasattr(module, "ENDINGS")}


def kind_of(name: str) -> str:
    """The reader of a document by the ending of its name. WrongUse with the known endings if there is none."""
    known = readers()
    found = [kind for kind, module in known.items() if name.lower().endswith(module.ENDINGS)]
    if not found:
        endings = ", ".join(ending for module in known.values() for ending in module.ENDINGS)
        raise WrongUse(f"{name}: a document of this ending cannot be read. Endings that can: {endings}.")
    return found[0]


def read(path: Path, name: str, limits: Limits) -> Document:
    """The document at `path`, called `name`. InputProblem if it cannot be read; runs in the door's child only."""
    kind = kind_of(name)
    with path.open("rb") as file:
        _refuse_other(file.read(1 << 12), kind, name)
    return readers()[kind].read(path, name, limits)  # type: ignore[no-any-return]


def _refuse_other(head: bytes, kind: str, name: str) -> None:
    """InputProblem if the bytes are those of another kind of file than the name says."""
    told = _text.kind(head)
    is_page = told == "a web page or XML"
    if _MAY_BE.get(told) == kind or (is_page and kind in ("html", "txt")):
        return
    if told or kind in _MAY_BE.values():
        found = f"the file is {told or 'no such document'}, not what its name says"
        fix = "give it the ending of what it is, or save it again"
        raise InputProblem([error("other_kind", found, Where(file=name), fix=fix)])

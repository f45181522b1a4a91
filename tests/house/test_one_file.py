"""A new format, check, question or command is one new file: nothing else names the members of these folders."""

import re
from pathlib import Path

import pytest

from tests.house._tree import SOURCE, dotted, modules

#: Folder, and what makes a file in it a member rather than something its members share.
MEMBER = {
    "formats": lambda path: "\nEXTENSIONS" in path.read_text(encoding="utf-8"),
    "collect/checks": lambda path: "\nSEVERITY" in path.read_text(encoding="utf-8"),
    "analyse": lambda path: path.with_suffix(".sql").exists(),
    "cli/commands": lambda path: True,
    "spec/changes": lambda path: "\nPLACE, TITLE" in path.read_text(encoding="utf-8"),
    "publish/faces": lambda path: path.stem != "__init__",
    "publish/sections": lambda path: path.stem != "__init__",
    "publish/products": lambda path: True,
}


def members(folder: str) -> list[Path]:
    """The files that extend istmo by standing in a folder."""
    here = (path for path in (SOURCE / folder).glob("*.py") if not path.stem.startswith("_"))
    return sorted(path for path in here if MEMBER[folder](path))


def naming(member: Path, text: str) -> bool:
    """Whether a source text imports a member by name."""
    package, _, name = dotted(member).rpartition(".")
    forms = rf"\b{re.escape(package)}\.{name}\b|from {re.escape(package)} import [^\n]*\b{name}\b"
    return bool(re.search(forms, text))


@pytest.mark.parametrize("folder", [f for f in MEMBER if (SOURCE / f).exists()])
def test_members_are_named_nowhere(folder: str) -> None:
    assert members(folder)
    texts = {path: path.read_text(encoding="utf-8") for path in modules()}
    for member in members(folder):
        named = [
            str(path.relative_to(SOURCE))
            for path, text in texts.items()
            # A face and a product may ask one question by name: that is use, not registration.
            if path != member and naming(member, text) and not (folder == "analyse" and _asks(path))
        ]
        assert named == [], f"{member.name} is named in {named}: the folder must be walked instead"


def _asks(path: Path) -> bool:
    return path.relative_to(SOURCE).parts[0] in {"publish", "web", "cli"}


def test_naming_tells_a_planted_registration() -> None:
    member = SOURCE / "formats" / "csv.py"
    assert naming(member, "from istmo.formats.csv import read")
    assert naming(member, "from istmo.formats import csv, door")
    assert not naming(member, "import csv\nfrom istmo.formats import door")

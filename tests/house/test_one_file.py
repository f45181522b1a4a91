"""A new format, check, question or command is one new file: nothing else names the members of these folders."""

import re
from pathlib import Path

import pytest

from tests.house._tree import SOURCE, dotted, modules

#: Folder, and the modules in it that are not members but what its members share.
WALKED = {
    "formats": {"door", "canonical", "convert"},
    "collect/checks": {"runner", "check"},
    "analyse": {"answer", "catalogue"},
    "cli/commands": set(),
    "publish/products": set(),
}


def members(folder: str) -> list[Path]:
    """The files that extend istmo by standing in a folder."""
    shared = WALKED[folder]
    here = (SOURCE / folder).glob("*.py")
    return [path for path in here if not path.stem.startswith("_") and path.stem not in shared]


def naming(member: Path, text: str) -> bool:
    """Whether a source text imports a member by name."""
    package, _, name = dotted(member).rpartition(".")
    forms = rf"\b{re.escape(package)}\.{name}\b|from {re.escape(package)} import [^\n]*\b{name}\b"
    return bool(re.search(forms, text))


@pytest.mark.parametrize("folder", [f for f in WALKED if (SOURCE / f).exists()])
def test_members_are_named_nowhere(folder: str) -> None:
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

"""A folder listing explains the system: every room is in the import contract and has its short README."""

import re
import tomllib

import pytest

from tests.house._tree import ROOT, SOURCE, modules

ROOMS = sorted(
    path for path in SOURCE.iterdir() if path.is_dir() and path.name not in {"__pycache__", "_examples"}
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: DESIGN.md section 2, last line; the words that Django and the standard library force on us are not ours to avoid.
NOT_USED = re.compile(r"\b(kpi|kpis|metrics?|uploads?|utils?|manager|helpers?)\b", re.IGNORECASE)


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_room_tells_what_it_is(room) -> None:
    told = (room / "README.md").read_text(encoding="utf-8").strip().splitlines()
    assert 3 <= len(told) <= 25


def test_rooms_are_those_of_the_import_contract() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert {name for layer in layers for name in layer.split(" | ")} == {room.name for room in ROOMS}


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"^(?:dependencies|dev|[a-z]+) = \[\n((?:  \".*\n)+)\]", text, re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines() if re.match(r'  "[a-z].*[><=\[]', line)]
    assert len(lines) >= len(PROJECT["project"]["dependencies"])
    assert [line for line in lines if "# " not in line] == []


def test_words_that_are_not_used_name_nothing() -> None:
    names = re.compile(r"^\s*(?:def|class)\s+(\w+)|^(\w+)\s*(?::[^=\n]+)?=", re.MULTILINE)
    found = []
    for path in modules():
        for match in names.finditer(path.read_text(encoding="utf-8")):
            name = match.group(1) or match.group(2)
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace("_", " ")
            if NOT_USED.search(words):
                found.append(f"{path.name}: {name}")
    assert [place for place in found if "BaseUserManager" not in place] == []


def test_nothing_names_this_machine_or_a_registry() -> None:
    # Put together here so that this very file does not contain what it looks for.
    traces = re.compile(
        "|".join(["/wo" + "rk/", "/ro" + "ot/", "pypi" + r"\.org", "npm" + r"js\.org", "python" + "hosted"])
    )
    kinds = {
        ".py",
        ".md",
        ".toml",
        ".yaml",
        ".yml",
        ".csv",
        ".html",
        ".j2",
        ".sql",
        ".txt",
        ".json",
        ".sh",
        ".css",
        "",
    }
    skipped = {".git", ".venv", "workspace", "node_modules", "__pycache__", "dist"}
    places = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        left_out = set(parts) & skipped or any(part.startswith(".") and part != ".ci" for part in parts)
        if path.suffix not in kinds or left_out or not path.is_file():
            continue
        if traces.search(path.read_text(encoding="utf-8", errors="replace")):
            places.append(str(path.relative_to(ROOT)))
    assert places == []

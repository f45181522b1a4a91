"""A module holds one idea: past 400 lines it is taken to hold two. Functions are held by ruff's limits."""

from pathlib import Path

import pytest

from tests.house._tree import ROOT, modules

MOST_LINES = 400


def too_long(paths: list[Path]) -> list[str]:
    """Modules above the limit, with their lines."""
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path.name}: {count} lines" for path, count in lines.items() if count > MOST_LINES]


def test_modules_are_short_enough() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "migrations" not in path.parts]
    assert too_long([*modules(), *tests, *(ROOT / "benchmarks").rglob("*.py")]) == []


@pytest.mark.parametrize(("lines", "refused"), [(MOST_LINES, 0), (MOST_LINES + 1, 1)])
def test_too_long_tells_a_planted_module(tmp_path: Path, lines: int, refused: int) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("x = 1\n" * lines, encoding="utf-8")
    assert len(too_long([planted])) == refused

"""Where the house rules look."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "istmo"


def modules(under: Path = SOURCE) -> list[Path]:
    """All Python files below a folder, migrations left out (Django writes them)."""
    return sorted(path for path in under.rglob("*.py") if "migrations" not in path.parts)


def dotted(path: Path) -> str:
    """The import name of a source file."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")

"""The files of the worked example, read plainly: without istmo, as any other program would."""

import csv
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2] / "examples/central-america"
#: The same strategy as other documents tell it.
VARIANTS = ROOT.parent / "central-america-variants"
STRATEGY = ROOT / "frameworks/strategy-2017"
SHARED = Path(__file__).parents[2] / "../shared"
COUNTRIES = ("BZ", "CR", "GT", "HN", "NI", "PA", "SV")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def yaml(path: Path) -> Any:
    """What a YAML file holds."""
    return YAML(typ="safe").load(path)


def document_figures() -> list[dict[str, str]]:
    """The figures of the five documents."""
    return rows(ROOT / "submissions/documents-2017/documents.csv")


def context_figures() -> list[dict[str, str]]:
    """The context figures of all publishers."""
    files = sorted((ROOT / "submissions/context-2017").glob("*.csv"))
    return [row for file in files for row in rows(file)]


def claim_of(figure: dict[str, str]) -> str:
    """The claim that the note of a document's figure begins with: `claim F079: …`."""
    return figure["note"].partition(":")[0].removeprefix("claim ")


def nodes(strategy: dict[str, Any]) -> list[dict[str, Any]]:
    """Every node of a strategy, at any depth."""
    found = list(strategy["nodes"])
    for node in found:
        found.extend(node.get("children", []))
    return found


def undertakings() -> list[dict[str, Any]]:
    """Every commitment, reform, plan and transition."""
    return list(yaml(ROOT / "undertakings.yaml"))


def evidence(undertaking: dict[str, Any]) -> list[tuple[str, list[int]]]:
    """Source and span behind each of its follow-ups."""
    return [(told["evidence"], told["span"]) for told in undertaking.get("follow_ups", [])]

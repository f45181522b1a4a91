"""Two versions of a small framework, made by changing one thing at a time."""

from pathlib import Path
from typing import Any

from istmo.spec.architecture import load
from istmo.spec.compare import Comparison, compare
from istmo.spec.export import as_yaml

STRATEGY: dict[str, Any] = {
    "code": "plan",
    "title": "The plan",
    "version": "1",
    "effective_on": "2020-10-01",
    "mission": {"text": "To keep people safe and well"},
    "nodes": [
        {
            "code": "A",
            "level": "goal",
            "title": "Safe streets",
            "children": [
                {
                    "code": "A1",
                    "level": "objective",
                    "title": "Fewer robberies",
                    "text": "Let fewer be robbed.",
                },
                {
                    "code": "A2",
                    "level": "objective",
                    "title": "Lamps and patrols",
                    "text": "Light and watch.",
                },
                {"code": "A3", "level": "objective", "title": "Courts that work", "text": "Judge in time."},
            ],
        },
        {"code": "B", "level": "goal", "title": "Clean water", "text": "Water for all."},
    ],
    "horizons": [{"code": "short", "title": "Short", "years": [1, 3]}],
}
INDICATORS: dict[str, Any] = {
    "indicators": [
        {
            "code": "lamps",
            "title": "Lamps put up",
            "kind": "output",
            "preset": "things_delivered",
            "direction": "up",
            "unit": "lamps",
            "nodes": ["A2"],
            "custom_reason": "None fits",
            "definition": "Lamps that burn at night.",
        },
        {
            "code": "trained",
            "title": "Judges trained",
            "kind": "output",
            "preset": "people_reached",
            "direction": "up",
            "unit": "people",
            "nodes": ["A3"],
            "custom_reason": "None fits",
        },
    ]
}


def write(
    folder: Path, strategy: Any = None, indicators: Any = None, changes: Any = None, code: str = "plan"
) -> Path:
    """Write an architecture that holds one framework; what is not given is as above."""
    home = folder / "frameworks" / code
    home.mkdir(parents=True)
    (home / "strategy.yaml").write_text(as_yaml(strategy or STRATEGY), encoding="utf-8")
    (home / "indicators.yaml").write_text(as_yaml(indicators or INDICATORS), encoding="utf-8")
    if changes is not None:
        (home / "changes.yaml").write_text(as_yaml(changes), encoding="utf-8")
    return folder


def compared(old: Path, new: Path) -> Comparison:
    """The only framework of each folder against that of the other."""
    one, two = load(old), load(new)
    return compare(one.tables(), one.frameworks[0], two.tables(), two.frameworks[0])

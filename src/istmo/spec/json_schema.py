"""The JSON Schemas of a framework's YAML files, made from the models, for editors and for other programs.

`python -m istmo.spec.json_schema` writes them anew into `spec/schema`; a test holds that they are current.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from istmo.spec.change_models import Changes
from istmo.spec.comparison_models import Comparison
from istmo.spec.evaluation_models import Evaluation
from istmo.spec.models import Benchmark, Claim, Indicators, Strategy
from istmo.spec.quality_models import Assessment
from istmo.spec.undertaking_models import Undertaking

FOLDER = Path(__file__).parent / "schema"
_FILES: dict[str, tuple[Any, str]] = {
    "strategy": (Strategy, "What a strategy wants"),
    "indicators": (Indicators, "How a strategy is measured"),
    "changes": (Changes, "What changed since the version before, what became of each node, and why"),
    "claims": (list[Claim], "Published statements, in our own words"),
    "benchmarks": (list[Benchmark], "What context values are compared with"),
    "comparisons": (list[Comparison], "What figures are compared with, and how the two came about"),
    "undertakings": (
        list[Undertaking],
        "Commitments, reforms, plans and transitions, and what became of them",
    ),
    "quality": (list[Assessment], "Assessments of the quality of data"),
    "evaluations": (list[Evaluation], "Evaluations, their recommendations, and what became of them"),
}


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    return {f"{name}.schema.json": _text(*told) for name, told in _FILES.items()}


def _text(model: Any, title: str) -> str:
    schema = TypeAdapter(model).json_schema(mode="validation")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps({**_without_idle(schema), **head}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _without_idle(schema: Any) -> Any:
    """Defaults of nothing only distract whoever reads the schema."""
    if isinstance(schema, dict):
        idle = schema.get("default", 0) in (None, "", [])
        return {key: _without_idle(value) for key, value in schema.items() if not (idle and key == "default")}
    return [_without_idle(item) for item in schema] if isinstance(schema, list) else schema


def write_all(folder: Path = FOLDER) -> None:
    """Write every schema into the folder."""
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all()

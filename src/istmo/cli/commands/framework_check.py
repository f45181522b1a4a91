"""`istmo framework check`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened

#: What the summary counts, in the order it is told.
COUNTED = (
    "nodes",
    "indicators",
    "dimensions",
    "places",
    "agencies",
    "activities",
    "sources",
    "forums",
    "claims",
    "benchmarks",
    "comparisons",
    "undertakings",
    "evaluations",
)


def run(
    path: Annotated[
        Path,
        typer.Argument(help="Folder that holds frameworks/, one framework inside it, or a StratML file."),
    ],
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Check a framework's files; every problem at once, each with file, line and cure.

    Example: istmo framework check examples/central-america
    """
    from istmo.framework import plans
    from istmo.spec.architecture import read

    if plans.is_plan(path):
        came = plans.read(path)
        architecture, problems = came.architecture, list(came.problems)
    else:
        architecture, problems = read(path, opened.now().date())
    tables = architecture.tables() if architecture else {}
    counts = {name: len(tables[name]) for name in COUNTED if name in tables}
    if json_:
        frameworks = list(architecture.frameworks) if architecture else []
        face.show(face.as_json(problems, frameworks=frameworks, counts=counts))
    else:
        face.tell(problems)
        if architecture is not None:
            told = ", ".join(f"{count} {name}" for name, count in counts.items())
            face.show(f"{', '.join(architecture.frameworks)}: {told}")
    face.stop_on_errors(problems)

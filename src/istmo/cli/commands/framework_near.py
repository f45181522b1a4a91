"""`istmo framework near`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face


def run(
    text: Annotated[str, typer.Argument(help="What the indicator is to measure, in a few words.")],
    framework: Annotated[Path, typer.Option(help="Folder with the standards.csv to look in.")],
    most: Annotated[int, typer.Option(min=1, help="How many are named.")] = 5,
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Name the standard indicators whose words are nearest, before one writes an indicator of one's own.

    Words are compared, not meanings. The list is the user's own: istmo framework standards FILE.

    Example: istmo framework near "classrooms built" --framework examples/central-america
    """
    from istmo.kernel.problem import WrongUse
    from istmo.spec.architecture import load
    from istmo.spec.near import Standards

    rows = load(framework).records("standards")
    if not rows:
        raise WrongUse(
            f"{framework} has no standards.csv. Make one: {face.called()} framework standards FILE --out …"
        )
    found = Standards.of(rows).near(text, most)
    if json_:
        face.show(face.as_json(near=[vars(one) for one in found]))
        return
    for one in found:
        face.show(f"{one.likeness} %\t{one.vocabulary}\t{one.code}\t{one.title}")
    if not found:
        face.say("No standard indicator of the list has words like these.")

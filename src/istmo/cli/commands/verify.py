"""`istmo verify`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(ctx: typer.Context, json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Check a whole workspace: event log, vault, every release. Exit 1 if anything is altered or missing.

    Example: istmo verify
    """
    folder = opened.open_workspace(ctx)
    from istmo.freeze.state import check

    problems = check()
    if json_:
        face.show(face.as_json(problems))
    else:
        face.tell(problems)
    face.stop_on_errors(problems)
    face.say(f"{folder} is whole.")

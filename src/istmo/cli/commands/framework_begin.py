"""`istmo framework begin`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="What the draft is to become, in a few words.")],
    folder: Annotated[
        Path | None, typer.Option(help="Begin as this folder; else as what was published last.")
    ] = None,
    by: opened.As = "operator",
) -> None:
    """Begin a draft of the framework and tell its number. What is published stays as it is.

    Example: istmo framework begin "Strategy of 2018"
    """
    opened.open_workspace(ctx)
    from istmo.framework import queries, services

    base = None if folder else queries.latest()
    draft = services.begin_draft(title=title, base=base, folder=folder, by=opened.acting(by), at=opened.now())
    face.show(str(draft.pk))
    face.say(f"Draft {draft.pk} is begun. To edit it: istmo framework checkout {draft.pk} --out FOLDER")

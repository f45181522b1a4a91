"""`istmo release provisional`."""

from shlex import quote
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    title: Annotated[str, typer.Option(help="Name of the release.")] = "What is approved so far",
    by: opened.As = "operator",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Build what is approved now as a release without a number, to look at before it is frozen; today's replaces today's.

    Example: istmo release provisional --title "Annual report 2017, not final"
    """
    opened.open_workspace(ctx)
    from istmo.freeze import services

    folder, made = services.freeze_provisional(title=title, by=opened.acting(by), at=opened.now())
    if json_:
        face.show(face.as_json(content=made.content, path=str(folder)))
        return
    face.say(
        f"Provisional, as of {folder.name}: {made.tables['figures'].rows:,} figures. It has no number and may change. "
        f"Next: {face.called()} ask coverage --release {quote(str(folder))}"
    )
    face.show(f"{folder.name}\t{made.content}\t{folder}")

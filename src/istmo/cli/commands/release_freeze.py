"""`istmo release freeze`."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    title: Annotated[str, typer.Option(help="Name of the release.")],
    by: opened.As = "operator",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Freeze what is approved into the next release; with nothing new, the last release stands.

    Example: istmo release freeze --title "Annual report 2017"
    """
    opened.open_workspace(ctx)
    from istmo.freeze import queries, services

    release, new = services.freeze(title=title, by=opened.acting(by), at=opened.now())
    folder = queries.folder(release.number)
    if json_:
        face.show(face.as_json(number=release.number, content=release.content, path=str(folder), new=new))
        return
    if new:
        _tell_open(folder)
    face.say(
        f"Release {release.number} is frozen. Next: {face.called()} publish report --release {quote(str(folder))} --out OUT"
        if new
        else f"Nothing was approved since release {release.number}; it stands."
    )
    face.show(f"{release.number}\t{release.content}\t{folder}")


def _tell_open(folder: Path) -> None:
    """A release carries what nobody decided: whoever froze it knows before it is published."""
    from istmo.analyse import catalogue
    from istmo.release.reader import open_release

    with open_release(folder) as release:
        due = sum(row["due_before_freeze"] for row in catalogue.ask("overlaps", release).dicts())
    if due:
        face.say(
            f"{due} {'overlap is' if due == 1 else 'overlaps are'} not decided in it: "
            f"{face.called()} ask overlaps --release {quote(str(folder))} --where due_before_freeze=true"
        )

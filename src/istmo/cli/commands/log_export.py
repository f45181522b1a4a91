"""`istmo log export`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="File to write: .csv or .json.")],
    about: Annotated[str, typer.Option(help="Only what is about this, such as fy2017/usaid/1.")] = "",
    by: opened.As = "operator",
) -> None:
    """Write the log of all that was done, exact, for who may read it. Accounts appear as numbers, so it names nobody.

    Example: istmo log export --out log.csv
    """
    opened.open_workspace(ctx)
    from istmo.people import exported
    from istmo.people.permissions import Permission, require

    require(opened.acting(by), Permission.READ_LOG)
    if out.suffix not in exported.SHAPES:
        raise WrongUse(f"{out} ends in neither of {', '.join(exported.SHAPES)}.")
    if out.exists():
        raise WrongUse(f"{out} exists already: name a new file.")
    with out.open("x", encoding="utf-8", newline="") as file:
        file.writelines(exported.SHAPES[out.suffix](about))
    face.say(f"Written: {out}.")

"""What commands of a workspace share: opening it, the clock, whose account acts.

`config` stands above the faces and is named by text only, so that no room imports it.
"""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from istmo.cli import face

if TYPE_CHECKING:
    from istmo.people.models import User

#: `--as USER`, for what a person answers for.
As = Annotated[str, typer.Option("--as", metavar="USER", help="Account that acts; see: istmo people list.")]

#: The version that a command of the review is about.
Submission = Annotated[str, typer.Argument(help="CALL/AGENCY/VERSION, or CALL/AGENCY for the last one.")]
#: `--hash`, to decide on exactly what was looked at.
Hash = Annotated[
    str, typer.Option("--hash", help="Refuse unless it is exactly this; see: istmo review list.")
]


def workspace() -> Any:
    """The module that makes and opens workspaces."""
    return import_module("istmo.config.workspace")


def open_workspace(ctx: typer.Context) -> Path:
    """Open the workspace of `--workspace` and give its folder."""
    folder: Path = ctx.obj
    workspace().start(folder)
    translation = import_module("django.utils.translation")
    translation.activate(face.language())
    return folder


def acting(code: str) -> "User":
    """The account that acts; only after the workspace is open."""
    from istmo.people.queries import user

    return user(code)


def now() -> datetime:
    """The clock; below the faces nothing reads it."""
    return datetime.now(UTC)

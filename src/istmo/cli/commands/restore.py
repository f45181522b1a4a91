"""`istmo restore`."""

import shutil
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse
from istmo.vault.writing import before_write, move_whole


def run(
    ctx: typer.Context, backup: Annotated[Path, typer.Argument(help="File made by istmo backup.")]
) -> None:
    """Bring a backup back, into the workspace of --workspace, which must not exist or be empty.

    With DATABASE_URL set its rows go to that PostgreSQL, wherever they came from.

    Example: istmo -w restored restore 2017-10-01.istmo
    """
    target: Path = ctx.obj.resolve()
    _refuse(target, backup)
    # Built beside and named at the end: a process that dies leaves no workspace, or a whole one.
    beside = target.parent / f".{target.name}.restoring"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        _build(backup, beside)
        if target.exists():
            target.rmdir()
        move_whole(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    face.say(
        f"{ctx.obj} is restored. Look whether all is well: {face.called()} -w {quote(str(ctx.obj))} verify"
    )


def _refuse(target: Path, backup: Path) -> None:
    if not backup.is_file():
        raise WrongUse(f"{backup} does not exist or is not a file.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WrongUse(f"{target} is not empty: name a new folder with -w, so that nothing is overwritten.")


def _build(backup: Path, beside: Path) -> None:
    from istmo.freeze.carried import ROWS, unpack

    beside.mkdir(parents=True)
    unpack(backup, beside)
    opened.workspace().lay_out(beside)
    from django.db import connection

    from istmo.freeze.restore import load_rows

    load_rows(beside / ROWS)
    connection.close()
    before_write()
    (beside / ROWS).unlink()

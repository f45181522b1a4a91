"""`istmo framework export`."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.spec.architecture import Architecture


def run(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(help="A folder, a StratML file, or the code of a framework of the workspace.")
    ],
    format_: Annotated[
        str, typer.Option("--format", help="yaml (a folder), json or stratml (one file).")
    ] = "yaml",
    part: Annotated[
        int, typer.Option("--part", help="StratML: 1 is a strategic plan, 2 has its indicators too.")
    ] = 2,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to; JSON and StratML go to stdout without it.")
    ] = None,
    code_: Annotated[str, typer.Option("--code", help="Of a StratML file: the code of the framework.")] = "",
    language: Annotated[
        str, typer.Option(help="Of a StratML file: the language of its texts, such as es.")
    ] = "",
) -> None:
    """Write a framework as files that can be read again, as one JSON document, or as StratML.

    Of a StratML file that is the folder to edit, its targets and results in submissions/figures.csv; what did not fit
    is told.

    Example: istmo framework export strategy-2017 --format stratml --out strategy.xml
    """
    from istmo.spec import export

    if format_ not in list(export.Format):
        raise WrongUse(f"“{format_}” is no format. Choose --format {' or '.join(export.Format)}.")
    if out is None and format_ == export.Format.YAML:
        raise WrongUse("A folder is written, so say where: --out FOLDER.")
    architecture, code, more = _found(ctx, what, code_, language)
    if format_ == export.Format.YAML and out is not None:
        face.show(str(export.write(architecture, code, out, more=more)))
        return
    if format_ == export.Format.STRATML:
        text = _stratml(architecture, code, part)
    else:
        text = export.as_json(architecture if code is None else architecture.only(code))
    face.show(text.rstrip() if out is None else str(export.write_text(text, out)))


def _found(
    ctx: typer.Context, what: str, code: str, language: str
) -> tuple["Architecture", str | None, dict[str, str]]:
    """What is named, the one framework of it that is meant, and further files of its folder."""
    from istmo.framework import plans
    from istmo.spec.architecture import load
    from istmo.spec.folder import find_root

    if plans.is_plan(Path(what)):
        came = plans.load(Path(what), code=code, language=language)
        face.tell(came.problems)
        return came.whole, None, came.more
    if Path(what).exists():
        root, only = find_root(Path(what))
        return load(root), only, {}
    with TemporaryDirectory() as scratch:
        return load(find_root(_checkout(ctx, what, Path(scratch)))[0]), what, {}


def _stratml(architecture: "Architecture", code: str | None, part: int) -> str:
    """The document; what StratML has no place for is told on stderr."""
    from istmo.spec.export import one_of
    from istmo.spec.stratml import as_stratml

    written = as_stratml(architecture, one_of(architecture, code), part)
    for told in written.told:
        face.say(f"note: {told}")
    return written.text


def _checkout(ctx: typer.Context, code: str, into: Path) -> Path:
    """The folder a framework was imported from, out of the workspace; a wrong code is told by the workspace."""
    opened.open_workspace(ctx)
    from istmo.framework.queries import checkout

    return checkout(code, into)

"""`istmo framework import`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened

if TYPE_CHECKING:
    from istmo.framework.models import FrameworkVersion


def run(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Argument(help="Folder that holds frameworks/ and the shared files, or a StratML file.")
    ],
    code: Annotated[str, typer.Option(help="StratML: the code of the framework; else after its name.")] = "",
    language: Annotated[str, typer.Option(help="StratML: the language of its texts, such as es.")] = "",
    by: opened.As = "operator",
) -> None:
    """Check a framework's folder or StratML file and keep it; the same files again change nothing.

    Of a StratML file everything that did not fit is told, each with its line.

    Example: istmo framework import examples/central-america
    """
    opened.open_workspace(ctx)
    from istmo.framework.plans import is_plan
    from istmo.framework.services import import_folder, import_plan

    who, now = opened.acting(by), opened.now()
    if is_plan(path):
        versions, problems = import_plan(path=path, by=who, at=now, code=code, language=language)
        face.tell(problems)
        face.say(
            "Its targets and results are figures, which come in by a data call. To have them and the files to edit: "
            f"{face.called()} framework export {path} --out FOLDER"
        )
    else:
        versions = import_folder(path=path, by=who, at=now)
    _show(versions)


def _show(versions: "tuple[FrameworkVersion, ...]") -> None:
    for version in versions:
        face.show(f"{version.code}\t{version.version}\t{version.title}")

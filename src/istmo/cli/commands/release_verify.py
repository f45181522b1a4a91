"""`istmo release verify`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face


def run(
    folder: Annotated[Path, typer.Argument(help="Folder of the release.", metavar="DIR")],
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Check that a release still is what it was: every file that is altered, missing or not listed is named.

    Example: istmo release verify workspace/releases/1
    """
    from istmo.release.illustrative import WORD
    from istmo.release.manifest import read
    from istmo.release.verify import verify

    problems = verify(folder)
    if json_:
        face.show(face.as_json(problems, release=str(folder)))
    else:
        face.tell(problems)
    face.stop_on_errors(problems)
    told = f" ({name})" if (name := read(folder).name).startswith(WORD) else ""
    face.say(f"{folder}{told} is whole: every file and every table is as it was made.")

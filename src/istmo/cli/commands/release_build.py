"""`istmo release build`."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face
from istmo.kernel.problem import InputProblem, Problem, WrongUse, group, has_errors

if TYPE_CHECKING:
    from istmo.release.parts import Part


def run(
    framework: Annotated[Path, typer.Option(help="Folder of the framework's files.")],
    title: Annotated[str, typer.Option(help="Title of the release.")],
    out: Annotated[Path, typer.Option(help="Folder to make; it must not exist.")],
    figures: Annotated[list[Path], typer.Option(help="File of figures; several may follow, earliest first.")],
    transactions: Annotated[
        list[Path] | None, typer.Option(help="File of transactions; several may follow.")
    ] = None,
    more: Annotated[
        list[Path] | None, typer.Argument(help="More files of either.", metavar="[FILE]...")
    ] = None,
    number: Annotated[int | None, typer.Option(help="Number; without one it is provisional.", min=1)] = None,
    parent: Annotated[Path | None, typer.Option(help="Folder of the release this one supersedes.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Tell the manifest as JSON.")] = False,
) -> None:
    """Build a release from files, without a workspace: every file is one submission, named as the file is.

    Of a figure that stands in several files, the last file's stands; the others go to `revisions`.

    Example: istmo release build --framework examples/central-america --figures a.csv b.csv --title 2017 --out release
    """
    from istmo.release.build import build
    from istmo.spec.architecture import load

    if out.exists():
        raise WrongUse(f"{out} exists already. A release is never changed: choose another folder.")
    architecture = load(framework)
    files = [*figures, *(transactions or ()), *(more or ())]
    with TemporaryDirectory(prefix="istmo-build-") as folder:
        counted, money, problems = _through_the_door(files, Path(folder))
        if has_errors(problems):
            raise InputProblem(problems)
        made = build(
            architecture=architecture,
            figures=counted,
            transactions=money,
            number=number,
            title=title,
            parent=parent,
            out=out,
        )
    face.tell(problems)
    if json_:
        face.show(face.as_json(problems, out=str(out), manifest=made.to_json()))
        return
    face.say(f"Built {made.name}: {made.tables['figures'].rows:,} figures, hash {made.content}.")
    face.show(str(out))
    face.say(
        f"Next: {face.called()} publish report --release {quote(str(out))} --out {quote(str(out.with_name('out')))}"
    )


def _through_the_door(
    files: Sequence[Path], folder: Path
) -> tuple[list["Part"], list["Part"], list[Problem]]:
    """Figures and transactions of every file, as parts named after their files, and what was found in reading them."""
    from istmo.formats import door
    from istmo.release.parts import Part

    _tell_apart(files)
    counted: list[Part] = []
    money: list[Part] = []
    problems: list[Problem] = []
    for number, file in enumerate(files):
        came = door.read([file], into=folder / str(number))
        problems += came.problems
        counted += [Part(came.figures, _code(came.figures, file))] if came.figures else []
        money += [Part(came.transactions, _code(came.transactions, file))] if came.transactions else []
    return counted, money, group(problems)


def _tell_apart(files: Sequence[Path]) -> None:
    stems = [file.stem for file in files]
    again = sorted({stem for stem in stems if stems.count(stem) > 1})
    if again:
        raise WrongUse(
            f"Several files are named {', '.join(again)}: the name becomes the submission's code. Rename one."
        )


def _code(table: Path, file: Path) -> str:
    """The submission's code: empty where every row names its own, else the name of the file."""
    from istmo.release.parts import names_submissions

    return "" if names_submissions(table) else file.stem

"""`istmo demo`."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from istmo.cli import example, face, opened, password, walk
from istmo.cli.resources import examples

if TYPE_CHECKING:
    from istmo.freeze.models import Release
    from istmo.release.manifest import Manifest

_EXAMPLE, _EXERCISE = "central-america", "exercise"


def run(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")],
    exercise: Annotated[
        bool, typer.Option("--exercise", help="Three invented agencies and years instead, for practice.")
    ] = False,
) -> None:
    """Build the worked example, end to end: a release and its report. Run again: the same release.

    With --exercise everything is invented, and says so on every page and in every file.

    Example: istmo demo workspace
    """
    shown = example.read(examples() / (_EXERCISE if exercise else _EXAMPLE))
    steps = _with_ends(folder, walk.carry_out(shown, opened.now()))
    _follow(steps, walk.steps(shown) + 2)
    from istmo.freeze.queries import folder as kept
    from istmo.freeze.queries import last
    from istmo.release.manifest import read

    release = last()
    if release is None:
        raise RuntimeError("the worked example froze nothing")
    _summary(folder, release, read(kept(release.number)))
    if exercise:
        _persons(folder, shown)
    face.show(f"\nNext: {face.called()} -w {quote(str(folder))} serve")


def _with_ends(folder: Path, between: Iterator[str]) -> Iterator[str]:
    yield f"Making the workspace {folder}"
    opened.workspace().make(folder, opened.now())
    yield from between
    from istmo.freeze.queries import folder as kept
    from istmo.freeze.queries import releases
    from istmo.publish import edition, papers
    from istmo.release.reader import open_release

    for release in releases():
        yield f"Writing report, fact sheet and country sheets of release {release.number}"
        out = folder / "out" / str(release.number)
        with open_release(kept(release.number)) as told:
            papers.write(told, out, formats=edition.formats())


def _follow(steps: Iterator[str], total: int) -> None:
    """Tell each step on stderr: as a bar in a terminal, line by line elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        for step in steps:
            face.say(step)
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        for done, step in enumerate(steps):
            progress.update(task, completed=done, description=step)


def _summary(folder: Path, release: "Release", manifest: "Manifest") -> None:
    console = Console()
    table = Table("table", "rows", box=None, pad_edge=False, header_style="bold")
    table.columns[1].justify = "right"
    for name, entry in manifest.tables.items():
        if entry.rows:
            table.add_row(name, f"{entry.rows:,}")
    console.print(table)
    report = folder / "out" / str(release.number) / "report.html"
    face.show(f"\nRelease {release.number}: {release.title}\nHash     {release.content}\nReport   {report}")
    face.show(
        "         beside it the same as Word and PDF, a fact sheet, and countries/ with a sheet for each"
    )


def _persons(folder: Path, shown: example.Example) -> None:
    """Who can be played in the browser, and the password that was made for all of them."""
    given = password.give((person["code"] for person in shown.persons), opened.now())
    if given:
        face.show(f"\nSign in as any of these. Password of all, made now and shown once: {given}")
    else:
        change = f"{face.called()} -w {quote(str(folder))} people password CODE"
        face.show(
            f"\nSign in as any of these. They have the password shown the first time; another: {change}"
        )
    for person in shown.persons:
        face.show(f"  {person['code']:<20} {person['role']:<12} {person['agency']}")

"""`istmo framework standards`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face

_SHORT = {"code": "standard_code"}


def run(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The publisher's list, as CSV or a workbook.")],
    vocabulary: Annotated[str, typer.Option(help="Its vocabulary, such as US-F.")],
    out: Annotated[
        Path, typer.Option(help="standards.csv in the framework's folder; other vocabularies in it stay.")
    ],
    column: Annotated[
        list[str] | None,
        typer.Option(help="Which header is which: code=Number, title=Name; repeat for each."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be written, and write nothing.")
    ] = False,
) -> None:
    """Make standards.csv from a publisher's list of standard indicators.

    Columns: code and title; definition, unit, disaggregates and status where the list has them.

    Example: istmo framework standards master-list.xlsx --vocabulary US-F --out framework/standards.csv
    """
    from istmo.formats.door import read_master
    from istmo.framework import standards

    came = read_master(path, named=_named(column or []))
    told = standards.listed(came, vocabulary, path.name)
    face.tell(told.problems)
    face.stop_on_errors(told.problems)
    text = standards.united(told.rows, vocabulary, out)
    if dry_run:
        face.say(f"{len(told.rows):,} standard indicators of {vocabulary} would be written to {out}.")
        return
    standards.write(text, out)
    face.say(f"{len(told.rows):,} standard indicators of {vocabulary}.")
    face.show(str(out))


def _named(pairs: list[str]) -> dict[str, str]:
    from istmo.formats._master import COLUMNS
    from istmo.kernel.problem import WrongUse

    named = {}
    for pair in pairs:
        name, mark, header = pair.partition("=")
        ours = _SHORT.get(name.strip(), name.strip())
        if not mark or ours not in COLUMNS:
            raise WrongUse(
                f"--column {pair}: write one of code, {', '.join(COLUMNS[1:])}, then = and the header."
            )
        named[ours] = header.strip()
    return named

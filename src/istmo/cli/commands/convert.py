"""`istmo convert`: figures from one format into another."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from istmo.cli.face import as_json, say, show, stop_on_errors, tell


def run(
    files: Annotated[
        list[Path], typer.Argument(help="Files to convert; several are united.", metavar="FILE...")
    ],
    out: Annotated[Path, typer.Option("--out", help="File to write the figures to.")],
    from_: Annotated[
        str | None, typer.Option("--from", help="Format of the files; else by the ending of their names.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help="Format to write; else by the ending of OUT.")
    ] = None,
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="Refuse a file larger than this.")] = 4
    * 1024**3,
    json_: Annotated[bool, typer.Option("--json", help="Tell the result as JSON.")] = False,
) -> None:
    """Convert figures between formats, telling every problem of the input.

    Transactions are written beside the figures: out.csv has them in out.transactions.csv. What a file tells of
    agencies, activities and indicators stands in out.agencies.csv and so on, ready for the folder others/ of an
    architecture. Needs no workspace.

    Example: istmo convert API_SI.POV.csv --from worldbank --to csv --out poverty.csv
    """
    from istmo.formats import door
    from istmo.formats._registers import write_beside
    from istmo.formats._shared import format_of, formats
    from istmo.kernel.problem import group

    writer = formats("write")[format_of(out, to, "write")]
    with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
        came = door.read(files, into=Path(folder), format=from_, limits=door.Limits(max_bytes=max_bytes))
        made = [*writer.write(came.figures, came.transactions, out), *write_beside(came.registers, out)]
        written = [str(path) for path in made]
    problems = group(came.problems)
    if json_:
        show(as_json(problems, written=written))
    else:
        tell(problems)
        say(f"Written: {', '.join(written)}" if written else "Nothing was written.")
    stop_on_errors(problems)

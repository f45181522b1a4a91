"""A list as the product of a command: a table for people, JSON for machines."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from istmo.cli import face


def give(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], as_json: bool) -> None:
    """Show rows on stdout; as JSON they are a list of objects under `name`."""
    if as_json:
        face.show(face.as_json((), **{name: [dict(zip(columns, row, strict=True)) for row in rows]}))
        return
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        # What goes to a file or a pipe is never cut to the width of a terminal that is not there.
        console = Console(width=1000)
    console.print(table if rows else f"No {name} yet.")

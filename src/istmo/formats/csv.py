"""CSV of figures or transactions under our own column names: read kindly, written exactly.

What is written is for machines: `read` of what `write` wrote gives the same table, cell for cell. What people open in
a spreadsheet is another format's task.
"""

from pathlib import Path

from istmo.formats import _engine
from istmo.formats._canonical import canonical
from istmo.formats._rows import rows
from istmo.formats._shared import USUAL, Limits, Read
from istmo.formats._write import transactions_beside, write_csv
from istmo.kernel.tables import FIGURES, TRANSACTIONS

EXTENSIONS = (".csv", ".tsv", ".txt", ".csv.gz")


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one file. A header with `stage` and `amount` makes it transactions, any other figures.

    InputProblem if it is no table of text at all.
    """
    with _engine.connect(into, limits) as connection:
        return canonical(connection, rows(path, into, connection, limits), into)


def write(figures: Path | None, transactions: Path | None, out: Path) -> list[Path]:
    """Write figures to `out` and transactions beside it: `out.csv` has them in `out.transactions.csv`."""
    written = []
    if figures is not None:
        written.append(write_csv(figures, FIGURES, out))
    if transactions is not None:
        written.append(write_csv(transactions, TRANSACTIONS, transactions_beside(out)))
    return written

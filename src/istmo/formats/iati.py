"""IATI activity files, 1.0x to 2.03, as published or as d-portal serialises them, also compressed.

Every numeric value of a baseline, target or actual is one figure row, whatever it measures; one element is one row. A
value that is no number stays as text, with a problem. What a publisher's data lack is not the sender's fault: it is
told as a warning or a note, and only a file that is no IATI file is refused.

- Place: the country or region; of several, a group that says that no split is given (`_iati.places`).
- Period: that of the period; of a baseline its year, the day in `as_of`. Breakdown: locations and dimensions.
- Rows bear the line of the file as their number if no line holds two; `at` tells line and path.
- Amounts: which transaction is which funding stage stands in `_iati.money`.
- Agencies, activities with places, sectors and parties, and indicators in their publishers' words come as registers.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from istmo.formats import _engine, _xml
from istmo.formats._canonical import canonical
from istmo.formats._head import Head
from istmo.formats._iati import money, results
from istmo.formats._iati.activity import SOURCE, Gathered, activity
from istmo.formats._iati.indicators import indicators
from istmo.formats._iati.left_out import LeftOut
from istmo.formats._rows import Raw
from istmo.formats._shared import USUAL, Limits, Read, error, quoted
from istmo.formats._told import Told
from istmo.kernel.problem import InputProblem, Where

EXTENSIONS = (".xml", ".xml.gz")
_BATCH = 20_000
#: Columns whose cells have a place of their own in the file, and how it is called there.
_TOLD = {"value": "@value", "amount": "value", "indicator": "indicator", "place": "recipient-country"}


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one file. InputProblem if it is no well-formed XML, has a document type, or holds no activity."""
    gathered = Gathered(Told(path.name), LeftOut(path.name))
    figures = _Table(into / "figures", results.COLUMNS)
    amounts = _Table(into / "amounts", money.COLUMNS)
    with figures, amounts:
        for element in _xml.elements(path, "iati-activity", into, limits):
            here = activity(element, gathered)
            named = indicators(here, gathered.registers)
            figures.add(results.Results(here, named, gathered).rows())
            amounts.add(money.Money(here, gathered).rows())
    if "activities" not in gathered.registers.rows:
        fix = "look whether it is an activity file; organisation files and answers of an API hold none"
        found = "the file holds no iati-activity"
        raise InputProblem([error("no_activities", found, Where(file=path.name), fix=fix)])
    _finish(gathered)
    came = [table.canonical(path.name, into, limits) for table in (figures, amounts) if table.count]
    return Read(
        figures=next((one.figures for one in came if one.figures), None),
        transactions=next((one.transactions for one in came if one.transactions), None),
        problems=(
            *gathered.told.problems(),
            *gathered.left_out.problems(),
            *(problem for one in came for problem in one.problems),
        ),
        headers={name: header for one in reversed(came) for name, header in one.headers.items()},
        registers=gathered.registers.write(into),
    )


def _finish(gathered: Gathered) -> None:
    """What is known only at the end: which parties are agencies of this file; and the source of it all."""
    registers = gathered.registers
    parties = registers.rows.get("activity_parties", {})
    for key, row in parties.items():
        *cells, _, reference = row
        agency = gathered.agencies.known(reference or "")
        parties[key] = (*cells, agency, reference)
    registers.add(
        "sources",
        code=SOURCE,
        title="Activities published to the International Aid Transparency Initiative (IATI)",
        publisher="Each agency its own",
        kind="third_party",
        licence="As registered by each publisher",
        address="https://iatiregistry.org",
    )


class _Table:
    """Rows on their way to a canonical table, written in batches so that none but the last is held in memory."""

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        """folder: a new folder for what is made of the rows."""
        import pyarrow

        self.folder, self.columns, self.count = folder, tuple(columns), 0
        names = [f"c{index}" for index in range(len(columns))]
        self.schema = pyarrow.schema(
            [
                *((name, pyarrow.string()) for name in names),
                ("line", pyarrow.int64()),
                ("number", pyarrow.int64()),
            ]
        )
        self._batch: list[tuple[str | int | None, ...]] = []

    def __enter__(self) -> "_Table":
        """Open the file."""
        from pyarrow import parquet

        self.folder.mkdir()
        self._writer = parquet.ParquetWriter(self.folder / "rows.parquet", self.schema, compression="lz4")
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is left and close the file."""
        self._flush()
        self._writer.close()

    def add(self, rows: Iterable[tuple[int, tuple[str | None, ...]]]) -> None:
        """Add rows, each with its line."""
        for line, cells in rows:
            self.count += 1
            self._batch.append((*cells, line, self.count))
            if len(self._batch) >= _BATCH:
                self._flush()

    def _flush(self) -> None:
        import pyarrow

        if self._batch:
            columns = [list(column) for column in zip(*self._batch, strict=True)]
            self._writer.write_table(pyarrow.table(columns, schema=self.schema))
            self._batch = []

    def canonical(self, file: str, into: Path, limits: Limits) -> Read:
        """The canonical table of the rows, in their order, numbered by line if no line holds two."""
        rows, out = f"read_parquet({quoted(self.folder / 'rows.parquet')})", self.folder / "raw.parquet"
        cells = ", ".join(f"c{index}" for index in range(len(self.columns)))
        with _engine.connect(self.folder, limits) as connection:
            [(apart,)] = connection.execute(f"SELECT count(DISTINCT line) = count(*) FROM {rows}").fetchall()
            connection.execute(
                f'COPY (SELECT {cells}, {"line" if apart else "number"} AS "row" FROM {rows} ORDER BY number) '
                f"TO {quoted(out)} ({_engine.PASSING})"
            )
            head = Head(self.columns, ",", 0, 1, True)
            told = tuple(("", _TOLD.get(name, "")) for name in self.columns)
            return canonical(connection, Raw(out, file, head, numbered=True, told=told), into)

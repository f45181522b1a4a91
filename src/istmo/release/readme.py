"""`README.txt` of a release: how a stranger opens it, with tools everybody has."""

from istmo.kernel.tables import TABLES
from istmo.release.illustrative import TOLD
from istmo.release.manifest import Manifest

FILE = "README.txt"

_TEXT = """\
{title}
{line}
{warning}{Name}. Nothing in this folder changes any more; a later release supersedes it.

Every table is one Parquet file. What the tables and columns mean stands in datapackage.json (Frictionless Data,
https://specs.frictionlessdata.io); manifest.json names every file with its SHA-256. No special program is needed:

DuckDB    select indicator, place, period_start, period_end, value from 'figures.parquet' where role = 'result';
Python    pandas.read_parquet("figures.parquet")
R         arrow::read_parquet("figures.parquet")
Checks    sha256sum figures.parquet        (compare with manifest.json)

A figure is one value of one indicator for one place, period and breakdown, in one role: baseline, target, result or
context. The columns submission and row lead back to the file it came in. Before adding figures up, read these columns
of indicators.parquet: time, over_places, over_series say what may be added; an empty breakdown is the total of its
parts; figures of agencies that are not own (agencies.parquet) belong in no own total. Values of state
"not_applicable", "not_available" or "withheld" are not zero. revisions.parquet holds what was restated later,
transaction_revisions.parquet the same of money.

Tables
{tables}
"""


def text(made: Manifest) -> bytes:
    """The file, in UTF-8."""
    width = max(len(name) for name in TABLES)
    tables = "\n".join(
        f"{name:<{width}}  {made.tables[name].rows:>10,}  {table.doc}" for name, table in TABLES.items()
    )
    name = made.name[0].upper() + made.name[1:]
    warning = f"{TOLD}\n\n" if made.illustrative else ""
    line = "=" * len(made.title)
    return _TEXT.format(title=made.title, line=line, warning=warning, Name=name, tables=tables).encode()

"""The questions that read figures or money in bulk, each with the smallest GROUP BY to the grain of its answer.

The GROUP BY is what anybody would type over the release's Parquet files for the bare numbers of that answer: without
names, rules, coverage or words. Both sides hand their rows to Python.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path

FIGURES, AMOUNTS = "'{release}/figures.parquet'", "'{release}/transactions.parquet'"
NORTH = "place in (select member from '{release}/place_members.parquet' where place = 'north')"
SPAN = "period_start, period_end"
BOTH = "sum(value) filter (role = 'result'), sum(value) filter (role = 'target')"


@dataclass(frozen=True)
class Bulk:
    """A question as it is asked, and the GROUP BY beside it."""

    question: str
    beside: str
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """`rollup place=north`: as one would type it."""
        return " ".join([self.question, *(f"{name}={value}" for name, value in self.where.items())])


QUESTIONS = (
    Bulk(
        "progress",
        f"select indicator, place, {SPAN}, {BOTH} from {FIGURES} where breakdown = '' group by all",
    ),
    Bulk(
        "rollup",
        f"select indicator, {SPAN}, {BOTH} from {FIGURES} where breakdown = '' and {NORTH} group by all",
        {"place": "north"},
    ),
    Bulk(
        "rollup",
        f"select indicator, {BOTH} from {FIGURES} where breakdown = '' and period_start >= '2014-10-01' "
        "and period_end <= '2015-09-30' group by all",
        {"period": "FY2015"},
    ),
    Bulk(
        "trend",
        f"select indicator, place, agency, activity, {SPAN}, max(value) from {FIGURES} "
        "where breakdown = '' and role = 'result' group by all",
    ),
    Bulk(
        "coverage",
        "select n.framework, n.node, f.place, f.agency, count(distinct f.activity), count(distinct f.indicator), "
        "count(distinct f.indicator) filter (f.role = 'target'), count(distinct f.indicator) filter (f.role = 'result') "
        f"from {FIGURES} as f join '{{release}}/indicator_nodes.parquet' as n using (indicator) group by all",
    ),
    Bulk(
        "tally",
        "select agency, place, count(target), count(*) filter (result >= target), count(*) filter (result < target) from ("
        "select agency, activity, indicator, place, " + SPAN + ", "
        "max(value) filter (role = 'result') as result, max(value) filter (role = 'target') as target "
        f"from {FIGURES} where breakdown = '' group by all) group by all",
    ),
    Bulk(
        "breakdowns",
        f"select indicator, place, {SPAN}, breakdown, {BOTH} from {FIGURES} where breakdown <> '' group by all",
    ),
    Bulk(
        "overlaps",
        f"select indicator, place, {SPAN}, count(*), max(value), sum(value) from {FIGURES} "
        "where breakdown = '' and role = 'result' group by all having min(activity) <> max(activity)",
    ),
    Bulk(
        "lag",
        f"select indicator, agency, fund_years, count(*), sum(value) filter (breakdown = '') from {FIGURES} "
        "where role = 'result' group by all",
    ),
    Bulk(
        "provenance",
        f"select place, agency, activity, role, breakdown, sum(value) from {FIGURES} where indicator = 'i007' "
        "and period_start >= '2014-10-01' and period_end <= '2015-09-30' group by all",
        {"indicator": "i007", "period": "FY2015", "within": "everywhere"},
    ),
    Bulk(
        "funds",
        f"select stage, fund_year, account, place, source, currency, sum(amount) from {AMOUNTS} group by all",
    ),
)


def _ask(bulk: Bulk, folder: Path) -> Callable[[], object]:
    """The question through its Python door, the release opened before."""
    from istmo.release.reader import open_release

    ask, release = import_module(f"istmo.analyse.{bulk.question}").ask, open_release(folder / "release")
    return lambda: ask(release, **bulk.where)


def _group(bulk: Bulk, folder: Path) -> Callable[[], object]:
    """The GROUP BY in DuckDB as it comes."""
    import duckdb

    connection, sql = duckdb.connect(), bulk.beside.format(release=folder / "release")
    return lambda: connection.execute(sql).fetchall()


def beside(told: str) -> str:
    """What the GROUP BY beside a question is called."""
    return f"beside {told}"


#: Name of a step -> how it is made ready.
ASKED: dict[str, Callable[[Path], Callable[[], object]]] = {
    bulk.told: partial(_ask, bulk) for bulk in QUESTIONS
} | {beside(bulk.told): partial(_group, bulk) for bulk in QUESTIONS}

"""Of what a call asks of each agency, how much came: pairs of indicator and place, counted over all files in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.resources import files

import duckdb
import pyarrow as pa

from istmo.collect import asked
from istmo.collect.models import Asks, DataCall, Version
from istmo.collect.serving import serving
from istmo.framework import stored
from istmo.framework.models import Architecture
from istmo.framework.queries import unpack
from istmo.kernel.period import Period
from istmo.spec import architecture as spec
from istmo.spec.kept import Kept

_TEXT = pa.string()
#: What is looked at of a figure.
_COLUMNS = {
    **dict.fromkeys(("indicator", "place", "role", "reporting_year", "state"), "VARCHAR"),
    **dict.fromkeys(("period_start", "period_end"), "DATE"),
    **dict.fromkeys(("value", "numerator", "denominator"), "DECIMAL(38,9)"),
}


@dataclass(frozen=True)
class Counted:
    """How many pairs of indicator and place an agency was asked for, and for how many of them a figure came."""

    asked: int = 0
    came: int = 0


#: So many agencies' counts are kept: a few calls of a hundred agencies each, as they were and as they are.
_MOST = 2048
_kept: Kept[Counted | None] = Kept(_MOST)


def counted(call: DataCall, asks: Mapping[str, Asks], came: Mapping[str, Version]) -> dict[str, Counted]:
    """By the code of each agency that is asked; `came`: the version of each that is to be looked at.

    That a figure is not available is an answer too; one whose value could not be read is none. A figure of a place
    within the one asked for counts as well. Agencies that are asked for nothing in particular are left out.
    What was counted of one agency is kept under the hashes it rests on, none of which ever means anything else.
    """
    vault = stored.vault()
    # What the vault lacks is told by `istmo verify`; a board must be seen all the same.
    sent = {agency: one.figures_sha256 for agency, one in came.items() if vault.has(one.figures_sha256)}
    keys = {
        agency: (*_about(call), agency, tuple(sorted(asked.kinds(told))), sent.get(agency, ""))
        for agency, told in asks.items()
    }

    def alone(agency: str) -> Counted | None:
        return _count(call, {agency: asks[agency]}, sent).get(agency)

    unseen = {agency: told for agency, told in asks.items() if keys[agency] not in _kept}
    found = _count(call, unseen, sent)
    # One that was let go meanwhile is counted alone.
    many = {
        agency: _kept.get(key, 1, partial(found.get if agency in unseen else alone, agency))
        for agency, key in keys.items()
    }
    return {agency: one for agency, one in many.items() if one is not None}


def _about(call: DataCall) -> tuple[str, str, str]:
    return call.framework.architecture.sha256, call.framework.code, call.reporting_year


def _count(call: DataCall, asks: Mapping[str, Asks], sent: Mapping[str, str]) -> dict[str, Counted]:
    """Of these agencies, in one query. sent: the hash of the figures of each that sent some."""
    kinds = [(agency, kind) for agency, told in asks.items() for kind in asked.kinds(told)]
    if not kinds:
        return {}
    vault = stored.vault()
    told = [(str(vault.path(sha256)), agency) for agency, sha256 in sent.items() if agency in asks]
    year = Period.parse(call.reporting_year)
    sql = (files("istmo.collect") / "completeness.sql").read_text("utf-8")
    with duckdb.connect() as connection:
        known = _Known(
            call.framework.architecture.sha256,
            call.framework.code,
            call.reporting_year,
            call.framework.architecture,
        )
        for name, table in _read(known).items():
            connection.register(name, table)
        connection.register("assigned", _table(("agency", "kind"), kinds))
        connection.register("sent", _table(("file", "agency"), told))
        connection.execute(_figures(sorted({path for path, _ in told})))
        about = {"reporting_year": call.reporting_year, "first_day": year.start, "last_day": year.end}
        rows = connection.execute(sql, about).fetchall()
    return {agency: Counted(wanted, found) for agency, wanted, found in rows}


def _figures(paths: list[str]) -> str:
    """The figures of all files with the name of each; every agency may have sent the same bytes, read once."""
    if not paths:
        empty = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in _COLUMNS.items())
        return f"CREATE VIEW figures AS SELECT CAST(NULL AS VARCHAR) AS file, {empty} WHERE FALSE"
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    return (
        f"CREATE VIEW figures AS SELECT filename AS file, {', '.join(_COLUMNS)} "
        f"FROM read_parquet([{listed}], filename = true)"
    )


@dataclass(frozen=True)
class _Known:
    """A framework in an architecture, known by its hash: rows of the database may be numbered anew."""

    sha256: str
    framework: str
    year: str
    architecture: Architecture = field(compare=False)


@lru_cache(maxsize=8)
def _read(known: _Known) -> dict[str, pa.Table]:
    """Of one architecture, which never changes: indicators of a framework, where they apply, which place lies in which,
    and where activities of that year answer for those that apply everywhere.
    """
    with stored.scratch() as work:
        read = spec.load(unpack(known.architecture, work))
    indicators = [
        (i["code"], i["kind"], i["measure"])
        for i in read.records("indicators")
        if i["framework"] == known.framework
    ]
    applies = asked.applicability(read.tables().get("applicability", ()))
    rows = [(code, place, agency) for code, found in applies.items() for place, agency in found]
    serves = [
        (indicator, agency, place)
        for (indicator, agency), each in serving(read.tables(), known.framework, known.year).items()
        for place in sorted({place for place, _ in each})
    ]
    around = [(place["code"], place["parent"]) for place in read.records("places")]
    around += [(member["member"], member["place"]) for member in read.records("place_members")]
    return {
        "indicators": _table(("code", "kind", "measure"), indicators),
        "applies": _table(("indicator", "place", "agency"), rows),
        "serves": _table(("indicator", "agency", "place"), serves),
        "places": _table(("code", "parent"), around),
    }


def _table(names: tuple[str, ...], rows: Iterable[tuple[str | None, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column, _TEXT) for column in columns], names=list(names))

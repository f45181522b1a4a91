"""Where the activities of agencies answer for an indicator that its framework asks for everywhere."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.release import sql

#: By indicator and agency: the places and activities that answer.
Serving = Mapping[tuple[str, str], frozenset[tuple[str, str]]]

_TABLES = ("indicators", "indicator_nodes", "nodes", "node_parents", "activities", "activity_places")
_ASKED = "create table asked as select * from indicators where framework = ?"
_FOUND = """
    select distinct s.indicator, a.agency, w.place, s.activity
    from serves s
    join roster a on a.code = s.activity
    join works w on w.activity = s.activity
"""


def serving(tables: Mapping[str, Sequence[Sequence[Any]]], framework: str, year: str) -> Serving:
    """The activities alive in a year that stand where, and under what, an indicator of a framework does (roster.sql).

    tables: rows by table, as `Architecture.tables` gives them. Activities of no place and context indicators have none.
    """
    days = Period.parse(year)
    with TemporaryDirectory(prefix="istmo-serving-", ignore_cleanup_errors=True) as spill:
        connection = sql.connect(Path(spill))
        for name in _TABLES:
            sql.load(connection, TABLES[name], tables.get(name, ()))
        connection.execute(
            "create table request as select ?::date as starts, ?::date as ends", [days.start, days.end]
        )
        connection.execute("create table whose as select distinct agency as code from activities")
        connection.execute(_ASKED, [framework])
        for statement in (files("istmo.collect") / "roster.sql").read_text("utf-8").split("\n;;\n"):
            connection.execute(statement)
        found: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for indicator, agency, place, activity in connection.execute(_FOUND).fetchall():
            found.setdefault((indicator, agency), set()).add((place, activity))
        connection.close()
    return {key: frozenset(told) for key, told in found.items()}

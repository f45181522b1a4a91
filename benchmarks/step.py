"""One measured step in a process of its own: `python -m benchmarks.step NAME FOLDER` prints seconds and memory.

A step reads what earlier steps left in FOLDER. Its imports are not timed, on either side. Hand-written DuckDB and pandas stand beside istmo's own steps, so that
every figure of the table is a ratio of two times of one run on one machine.
"""

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.questions import ASKED

#: What is timed; imports and what an earlier step would have at hand are made ready before.
Work = Callable[[], object]

FIGURES_KEY = (
    "indicator, place, period_start, period_end, cohort, agency, activity, role, span, breakdown, as_of, stated_on, "
    "source"
)
AMOUNTS_KEY = "submission, row"


def duckdb_load(folder: Path) -> Work:
    """What anybody would type: read the CSV, write Parquet."""
    import duckdb

    connection = duckdb.connect()
    copy = f"copy (select * from read_csv('{folder}/figures.csv')) to '{folder}/plain.parquet' (compression zstd)"
    return lambda: connection.execute(copy)


def door(folder: Path) -> Work:
    """The door in its child process, and the deposit of the file and the figures."""
    from istmo.formats.door import read
    from istmo.vault.store import Vault

    into, vault = _fresh(folder / "door"), Vault(_fresh(folder / "vault"))

    def work() -> None:
        got = read([folder / "figures.csv"], into=into)
        _deposit(vault, folder / "figures.csv", got.figures)

    return work


def checked(folder: Path) -> Work:
    """The same with every check."""
    from istmo.collect.intake import read
    from istmo.spec.architecture import load
    from istmo.vault.store import Vault

    into, vault = _fresh(folder / "intake"), Vault(_fresh(folder / "vault"))
    architecture = load(folder / "architecture")

    def work() -> None:
        got = read([folder / "figures.csv"], architecture=architecture, into=into)
        _deposit(vault, folder / "figures.csv", got.figures)

    return work


def sorted_copy(folder: Path) -> Work:
    """The least a release can cost: one COPY of each of its two large tables in the order of its key."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"set memory_limit='1500MB'; set temp_directory='{folder}/spill'")
    tables = {folder / "intake" / "figures.parquet": FIGURES_KEY, _money(folder): AMOUNTS_KEY}
    copies = ";".join(
        f"copy (select * from '{table}' order by {key}) to '{folder}/sorted-{table.name}' (compression zstd)"
        for table, key in tables.items()
    )
    return lambda: connection.execute(copies)


def build(folder: Path) -> Work:
    """A release of the same rows: sorted, unique, every code known, hashed twice, durable."""
    from istmo.release.build import build as make
    from istmo.release.parts import Part
    from istmo.spec.architecture import load

    shutil.rmtree(folder / "release", ignore_errors=True)
    told = [Part(folder / "intake" / "figures.parquet", "bench/a0/1")]
    money = [Part(_money(folder), "bench/a0/money/1")]
    architecture, out = load(folder / "architecture"), folder / "release"
    return lambda: make(
        architecture=architecture, figures=told, transactions=money, number=1, title="Bench", out=out
    )


#: What a person would type instead of `istmo ask`: one indicator of all, to its end.
_BARE = """
import json, sys
import duckdb
folder, text, parameters, tables = json.load(open(sys.argv[1]))
connection = duckdb.connect()
for name, view in tables.items():
    connection.execute(f'create view "{name}" as {view}')
print(len(connection.execute(text, parameters).fetchall()))
"""


def bare_query(folder: Path) -> Work:
    """A script that opens the same files and runs the same SQL, with nothing around it; its start is timed too."""
    from dataclasses import asdict

    from istmo.analyse.answer import sql
    from istmo.analyse.wanted import Wanted
    from istmo.kernel.tables import TABLES
    from istmo.release.sql import names

    told = {}
    for name, table in TABLES.items():
        file = folder / "release" / f"{name}.parquet"
        empty = ", ".join(f'cast(null as {c.type.value}) as "{c.name}"' for c in table.columns)
        told[name] = (
            f"select {names(table.names)} from '{file}'" if file.exists() else f"select {empty} limit 0"
        )
    script, given = folder / "bare.py", folder / "bare.json"
    script.write_text(_BARE, encoding="utf-8")
    given.write_text(
        json.dumps([str(folder), sql("progress"), asdict(Wanted(_one(folder))), told]), encoding="utf-8"
    )
    return lambda: subprocess.run(
        [sys.executable, str(script), str(given)], check=True, stdout=subprocess.DEVNULL
    )


def asked(folder: Path) -> Work:
    """The same through the command line, from its start to the last line of the answer."""
    where = ["--where", f"indicator={_one(folder)}", "--csv"]
    called = [sys.executable, "-m", "istmo", "ask", "progress", "--release", str(folder / "release"), *where]
    return lambda: subprocess.run(called, check=True, stdout=subprocess.DEVNULL)


def _one(folder: Path) -> str:
    """The code of one indicator of the benchmark."""
    import duckdb

    (found,) = (
        duckdb.connect().execute(f"select min(indicator) from '{folder}/release/figures.parquet'").fetchall()
    )
    return str(found[0])


def pandas_script(folder: Path) -> Work:
    """What an analyst would write instead: read, look for unknown codes and duplicates, pivot, divide."""
    import pandas as pd

    def work() -> None:
        figures = pd.read_csv(folder / "figures.csv", keep_default_na=False, dtype={"value": float})
        places = set(pd.read_csv(folder / "architecture" / "places.csv")["code"])
        unknown = figures[~figures["place"].isin(places)]
        key = ["indicator", "place", "period", "role", "agency", "activity", "breakdown"]
        twice = figures[figures.duplicated(key)]
        totals = figures[figures["breakdown"] == ""]
        grain = ["indicator", "place", "period"]
        wide = totals.pivot_table(index=grain, columns="role", values="value", aggfunc="sum")
        wide["achievement"] = wide["result"] / wide["target"] * 100
        wide.to_parquet(folder / "pandas.parquet")
        assert len(unknown) == len(twice) == 0

    return work


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _money(folder: Path) -> Path:
    """The amounts as a canonical table; made once, before anything is timed."""
    from istmo.formats.door import read

    made = folder / "money" / "transactions.parquet"
    if not made.exists():
        read([folder / "amounts.csv"], into=_fresh(made.parent))
    return made


def _deposit(vault: object, *files: Path | None) -> None:
    for file in files:
        vault.put(file)  # type: ignore[attr-defined]


STEPS: dict[str, Callable[[Path], Work]] = {
    step.__name__: step
    for step in (duckdb_load, door, checked, sorted_copy, build, bare_query, asked, pandas_script)
} | ASKED


def measure(name: str, folder: Path) -> dict[str, float]:
    """Seconds of wall time and of processor time (its own and its children's), and the largest resident memory in MB."""
    work = STEPS[name](folder)
    started, worked = time.perf_counter(), _worked()
    work()
    seconds, processor = time.perf_counter() - started, _worked() - worked
    peaks = [resource.getrusage(who).ru_maxrss for who in _WHO]
    return {"seconds": seconds, "processor": processor, "megabytes": max(peaks) / 1024}


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _worked() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHO))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))

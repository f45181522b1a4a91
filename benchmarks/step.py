"""One measured step in a process of its own: `python -m benchmarks.step NAME FOLDER` prints seconds and memory.

A step reads what earlier steps left in FOLDER. Its imports are not timed, on either side. Hand-written DuckDB and pandas stand beside istmo's own steps, so that
every figure of the table is a ratio of two times of one run on one machine.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

#: What is timed; imports and what an earlier step would have at hand are made ready before.
Work = Callable[[], object]

KEY = (
    "indicator, place, period_start, period_end, cohort, agency, activity, role, span, breakdown, as_of, stated_on, "
    "source"
)


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
    """The least a release can cost: one COPY in the order of the key."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"set memory_limit='1500MB'; set temp_directory='{folder}/spill'")
    copy = (
        f"copy (select * from '{folder}/intake/figures.parquet' order by {KEY}) to '{folder}/sorted.parquet'"
    )
    return lambda: connection.execute(f"{copy} (compression zstd)")


def build(folder: Path) -> Work:
    """A release of the same figures: sorted, unique, every code known, hashed twice, durable."""
    from istmo.release.build import build as make
    from istmo.release.parts import Part
    from istmo.spec.architecture import load

    shutil.rmtree(folder / "release", ignore_errors=True)
    part = Part(folder / "intake" / "figures.parquet", "bench/a0/1")
    architecture, out = load(folder / "architecture"), folder / "release"
    return lambda: make(architecture=architecture, figures=[part], number=1, title="Bench", out=out)


def smallest_group(folder: Path) -> Work:
    """The smallest GROUP BY to the grain of `progress`."""
    import duckdb

    connection = duckdb.connect()
    question = (
        "select indicator, place, period_start, period_end, sum(value) filter (role = 'result'), "
        f"sum(value) filter (role = 'target') from '{folder}/release/figures.parquet' where breakdown = '' "
        "group by all"
    )
    return lambda: connection.execute(question).fetchall()


def progress(folder: Path) -> Work:
    """The question `progress` over everything."""
    from istmo.analyse.progress import ask
    from istmo.release.reader import open_release

    release = open_release(folder / "release")
    return lambda: ask(release)


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


def _deposit(vault: object, *files: Path | None) -> None:
    for file in files:
        vault.put(file)  # type: ignore[attr-defined]


STEPS: dict[str, Callable[[Path], Work]] = {
    step.__name__: step
    for step in (duckdb_load, door, checked, sorted_copy, build, smallest_group, progress, pandas_script)
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Seconds of wall time, and the largest resident memory of this process or one of its children, in MB."""
    work = STEPS[name](folder)
    started = time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"seconds": seconds, "megabytes": max(peaks) / 1024}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))

"""One measured step in a process of its own: `python -m benchmarks.step NAME FOLDER` prints seconds and memory.

A step reads what earlier steps left in FOLDER. Hand-written DuckDB and pandas stand beside istmo's own steps, so that
every figure of the table is a ratio of two times of one run on one machine.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

KEY = (
    "indicator, place, period_start, period_end, cohort, agency, activity, role, span, breakdown, as_of, stated_on, "
    "source"
)


def duckdb_load(folder: Path) -> None:
    """What anybody would type: read the CSV, write Parquet."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select * from read_csv('{folder}/figures.csv')) to '{folder}/plain.parquet' (compression zstd)"
        )


def door(folder: Path) -> None:
    """The door in its child process, and the deposit of the file and the figures."""
    from istmo.formats.door import read

    from istmo.vault.store import Vault

    into = _fresh(folder / "door")
    got = read([folder / "figures.csv"], into=into)
    _deposit(Vault(_fresh(folder / "vault")), folder / "figures.csv", got.figures)


def checked(folder: Path) -> None:
    """The same with every check."""
    from istmo.collect.intake import read
    from istmo.spec.architecture import load

    from istmo.vault.store import Vault

    into = _fresh(folder / "intake")
    got = read([folder / "figures.csv"], architecture=load(folder / "architecture"), into=into)
    _deposit(Vault(_fresh(folder / "vault")), folder / "figures.csv", got.figures)


def sorted_copy(folder: Path) -> None:
    """The least a release can cost: one COPY in the order of the key."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit='1500MB'; set temp_directory='{folder}/spill'")
        connection.execute(
            f"copy (select * from '{folder}/intake/figures.parquet' order by {KEY}) to '{folder}/sorted.parquet' "
            "(compression zstd)"
        )


def build(folder: Path) -> None:
    """A release of the same figures."""
    from istmo.release.build import Part
    from istmo.release.build import build as make
    from istmo.spec.architecture import load

    shutil.rmtree(folder / "release", ignore_errors=True)
    part = Part(folder / "intake" / "figures.parquet", "bench/a0/1")
    make(
        architecture=load(folder / "architecture"),
        figures=[part],
        number=1,
        title="Bench",
        out=folder / "release",
    )


def smallest_group(folder: Path) -> None:
    """The smallest GROUP BY to the grain of `progress`."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            "select indicator, place, period_start, period_end, sum(value) filter (role = 'result'), "
            f"sum(value) filter (role = 'target') from '{folder}/release/figures.parquet' where breakdown = '' "
            "group by all"
        ).fetchall()


def progress(folder: Path) -> None:
    """The question `progress` over everything."""
    from istmo.analyse.progress import ask
    from istmo.release.reader import open_release

    ask(open_release(folder / "release"))


def pandas_script(folder: Path) -> None:
    """What an analyst would write instead: read, look for unknown codes and duplicates, pivot, divide."""
    import pandas as pd

    figures = pd.read_csv(folder / "figures.csv", keep_default_na=False, dtype={"value": float})
    places = set(pd.read_csv(folder / "architecture" / "places.csv")["code"])
    unknown = figures[~figures["place"].isin(places)]
    twice = figures[
        figures.duplicated(["indicator", "place", "period", "role", "agency", "activity", "breakdown"])
    ]
    totals = figures[figures["breakdown"] == ""]
    wide = totals.pivot_table(
        index=["indicator", "place", "period"], columns="role", values="value", aggfunc="sum"
    )
    wide["achievement"] = wide["result"] / wide["target"] * 100
    wide.to_parquet(folder / "pandas.parquet")
    assert len(unknown) == len(twice) == 0


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _deposit(vault: object, *files: Path | None) -> None:
    for file in files:
        vault.put(file)  # type: ignore[attr-defined]


STEPS: dict[str, Callable[[Path], None]] = {
    step.__name__: step
    for step in (duckdb_load, door, checked, sorted_copy, build, smallest_group, progress, pandas_script)
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Seconds of wall time, and the largest resident memory of this process or one of its children, in MB."""
    started = time.perf_counter()
    STEPS[name](folder)
    seconds = time.perf_counter() - started
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"seconds": seconds, "megabytes": max(peaks) / 1024}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))

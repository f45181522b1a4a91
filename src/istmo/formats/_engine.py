"""The DuckDB of the child: bounded in memory, spilling to its own folder, without extensions and without a network."""

import os
from pathlib import Path

import duckdb

from istmo.formats._shared import Limits, quoted

#: DuckDB's own limit as a share of the child's: the rest is Python, the Parquet writer and what DuckDB does not count.
_SHARE = 0.5
_THREADS = 4
#: How tables are written: small, and without dictionaries of values that hardly repeat, which cost a tenth of the time.
PARQUET = "FORMAT parquet, COMPRESSION zstd, WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 5000"
#: How tables are written that are read once more and thrown away.
PASSING = "FORMAT parquet, COMPRESSION lz4, WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 2000"


def connect(into: Path, limits: Limits, threads: int = _THREADS) -> duckdb.DuckDBPyConnection:
    """A connection in memory that spills into `into` and loads nothing from outside.

    threads: at most so many. Of some ten thousand rows two are done no sooner than one, with a quarter more work.
    """
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{int(limits.memory * _SHARE)}B'")
    connection.execute(f"SET temp_directory = {quoted(into / 'spill')}")
    connection.execute(f"SET threads = {min(os.cpu_count() or 1, threads)}")
    connection.execute(f"SET VARIABLE places = {limits.places}")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    return connection

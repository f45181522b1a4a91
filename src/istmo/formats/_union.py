"""Several files of one delivery as one: their tables one after the other, all their problems."""

from collections.abc import Sequence
from pathlib import Path

from istmo.formats import _engine, _registers
from istmo.formats._shared import Limits, Read, quoted, sourced


def union(came: Sequence[Read], folder: Path, limits: Limits) -> Read:
    """Unite what came from each file, in order. Of a header that differs between files the first stands."""
    headers: dict[str, tuple[str, str]] = {}
    for read in came:
        headers = {**read.headers, **headers}
    problems = tuple(problem for read in came for problem in read.problems)
    figures = _one([read.figures for read in came if read.figures], folder / "figures.parquet", limits)
    transactions = _one(
        [read.transactions for read in came if read.transactions], folder / "transactions.parquet", limits
    )
    registers = _registers.united([read.registers for read in came], folder)
    origins = tuple(origin for read in came for origin in read.origins)
    return Read(figures, transactions, problems, headers, registers, origins)


def _one(parts: Sequence[Path], out: Path, limits: Limits) -> Path | None:
    """One Parquet file of several, in order; None of none."""
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0].rename(out)
    listed = ", ".join(sourced(part) for part in parts)
    with _engine.connect(out.parent, limits) as connection:
        connection.execute(f"COPY (FROM read_parquet([{listed}])) TO {quoted(out)} ({_engine.PARQUET})")
    return out

"""Exercises: their agencies and figures are invented, and everything made of them says so.

A release is illustrative as soon as one of its frameworks is. The word then stands in its title and name, in every
table's description, and inside every Parquet file, so that no part of it can be taken for a real one.
"""

from typing import Any

import duckdb

from istmo.release.sql import literal

WORD = "illustrative"
TOLD = "Illustrative: invented for practice. Nobody did or reported what stands here."


def holds(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a framework of the release being built is an exercise."""
    found: list[tuple[Any, ...]] = connection.execute(
        "select 1 from frameworks where illustrative"
    ).fetchall()
    return bool(found)


def titled(title: str) -> str:
    """The title with the word, which its author may have written already."""
    return title if WORD in title.casefold() else f"{title} ({WORD})"


def mark_of_file() -> str:
    """What COPY writes into the head of a Parquet file."""
    return f", kv_metadata {{{WORD}: {literal(TOLD)}}}"

"""A number that its sentence splits: `12 million crowns: 7 million for wells and 4 million for pumps`."""

from collections.abc import Sequence
from dataclasses import replace

from istmo.publish.proposal.counted import Counted

#: A split is told behind a colon, in at least two numbers, each less than the whole.
_MARK, _LEAST = ":", 2


def split(said: str, numbers: Sequence[Counted]) -> tuple[list[Counted], tuple[Counted, ...]]:
    """The numbers of a sentence, parts in the unit of their whole, and the parts of the first; none if it has none."""
    whole, parts = numbers[:1], numbers[1:]
    if not whole or len(parts) < _LEAST or not _splits(said, whole[0], parts):
        return list(numbers), ()
    alike = tuple(replace(part, unit=whole[0].unit) for part in parts)
    return [whole[0], *alike], alike


def _splits(said: str, whole: Counted, parts: Sequence[Counted]) -> bool:
    if _MARK not in said[whole.end : parts[0].start]:
        return False
    is_alike = all(part.unit in ("", whole.unit) and part.high is None for part in parts)
    return bool(whole.unit) and is_alike and all(0 < part.value < whole.value for part in parts)

"""The words beside parts and their total: how they were made, who gave none, where the two contradict each other."""

from collections.abc import Iterator

from istmo.analyse.breakdown_sums import Fetched, Sum
from istmo.kernel.quantity import plain


def of_part(line: Fetched, part: Sum) -> str | None:
    """What must be told of one part, as sentences without full stops, parted by semicolons."""
    told = [*_of_sum(part)]
    if part.made:
        told.append(f"made of parts by {part.made}")
    if line.reported < line.series:
        told.append(f"told by {line.reported} of {line.series}")
    return "; ".join(told) or None


def of_rest(line: Fetched) -> str | None:
    """What must be told of what is unallocated: parts above the total, who gave no parts, who gave no total."""
    told = []
    if line.above:
        told.append(
            f"a problem: parts by {line.dimension} are {plain(line.above)} above the total ({line.names_above}); "
            "the total stands"
        )
    elif line.names_above:
        told.append(
            f"a problem: parts by {line.dimension} exceed the total ({line.names_above}); the total stands"
        )
    if line.names_silent:
        told.append(f"no parts by {line.dimension} from {line.names_silent}")
    if line.names_without_whole:
        told.append(f"no total from {line.names_without_whole}")
    return "; ".join(told) or None


def of_whole(line: Fetched, whole: Sum) -> str | None:
    """What must be told of the total: how it was made, or why there is none."""
    told = [*_of_sum(whole)]
    if whole.made:
        told.append(f"made of parts by {whole.made}")
    if line.disagreeing:
        told.append(f"no total, the parts disagree ({line.disagreeing})")
    if line.parts == "none" and line.names_silent is None:
        told.append(f"not told by {line.dimension}")
    if line.parts == "above" and line.above is None:
        told.append(
            f"a problem: parts by {line.dimension} exceed the total ({line.names_above}); the total stands"
        )
    return "; ".join(told) or None


def _of_sum(part: Sum) -> Iterator[str]:
    if part.decision:
        yield f"overlap settled: {part.decision}"
    elif part.overlap:
        yield "overlap not examined"
    if part.again:
        yield "the same people may be counted in several periods"
    if part.gaps:
        yield f"{'at least: ' if part.qualifier == 'at_least' else ''}{part.gaps} not available or withheld"
    if part.units_differ:
        yield "units differ: not added"
    elif part.not_additive:
        yield "cannot be added up"
    if part.left_out:
        yield f"{part.left_out} of {part.reported} left out, no numerator and denominator"

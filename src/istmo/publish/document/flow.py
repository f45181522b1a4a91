"""What must not be parted by the end of a sheet."""

from collections.abc import Iterator, Sequence

from istmo.publish.document.blocks import Block, Heading, Pair, Paragraph, Picture, Table, Terms

#: Kinds of paragraphs that announce what follows.
_ANNOUNCE = frozenset({"branch-title", "summary", "tags", "key"})


def with_next(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Every block, and whether it stays on one sheet with the beginning of the next."""
    before: Block | None = None
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        yield block, not last and _keeps(block, before, blocks[number + 1])
        before = block


def _keeps(block: Block, before: Block | None, after: Block) -> bool:
    if isinstance(block, Heading):
        return True
    if isinstance(block, Terms):
        return block.kind == "record-values" and isinstance(after, Terms)
    if not isinstance(block, Paragraph):
        return False
    if block.kind in _ANNOUNCE:
        return True
    # A line under a heading tells of what: of which place and year, in which unit.
    return (
        isinstance(before, Heading)
        and before.level > 1
        and isinstance(after, (Picture, Pair, Paragraph, Table))
    )

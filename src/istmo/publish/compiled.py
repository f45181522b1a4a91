"""All messages of a compiled catalogue: gettext finds one by its words, and does not tell which there are."""

import struct


def messages(catalogue: bytes) -> dict[str, str]:
    """Message -> what is said for it, of a `.mo` file of ours (little endian, no plurals)."""
    count, sources, targets = struct.unpack("<3I", catalogue[8:20])
    pairs = zip(_texts(catalogue, sources, count), _texts(catalogue, targets, count), strict=True)
    return {message: told for message, told in pairs if message}


def _texts(catalogue: bytes, at: int, count: int) -> list[str]:
    table = struct.unpack(f"<{2 * count}I", catalogue[at : at + 8 * count])
    return [
        catalogue[start : start + length].decode()
        for length, start in zip(table[::2], table[1::2], strict=True)
    ]

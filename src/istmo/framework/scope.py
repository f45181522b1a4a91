"""What of a framework an account limited to some nodes may write: those nodes, and what stands below them."""

from istmo.spec.folder import FRAMEWORKS
from istmo.spec.pieces import items


def of_item(path: str, text: str, name: str) -> tuple[str, ...]:
    """The codes a scope may name to cover an item: `plan/A1`, the nodes above it, its framework; else its file."""
    whole = of_file(path)
    if not path.startswith(f"{FRAMEWORKS}/") or not text.strip():
        return whole
    nodes = {one.name: one for one in items(path, text) if one.list == "nodes"}
    found, node = [], nodes.get(name)
    while node is not None:
        found.append(f"{whole[0]}/{node.code}")
        node = nodes.get(node.under)
    return (*found, *whole)


def of_file(path: str) -> tuple[str, ...]:
    """The same of a whole file: its framework, or the file itself where all frameworks share it."""
    return (path.split("/")[1],) if path.startswith(f"{FRAMEWORKS}/") else (path,)

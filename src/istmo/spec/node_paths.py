"""A node as a register names it: `framework/node`, or a node's code where only one framework has it."""

from istmo.spec.items import Reader
from istmo.spec.yaml_file import Loc


class NodePaths:
    """Finds the framework of a node; frameworks must have been read."""

    def __init__(self, reader: Reader) -> None:
        """Remember which frameworks have which nodes."""
        self._reader = reader
        self._owners: dict[str, list[str]] = {}
        for row, _ in reader.draft.records("nodes"):
            self._owners.setdefault(row["code"], []).append(row["framework"])

    def read(self, path: str, loc: Loc) -> tuple[str, str] | None:
        """Framework and node; a problem and None where it is not clear which node is meant."""
        framework, slash, node = path.partition("/")
        if slash:
            return framework, node
        owners = self._owners.get(path, [])
        if len(owners) == 1:
            return owners[0], path
        if "nodes" not in self._reader.draft.incomplete:
            found = f"{path} is a node of {', '.join(owners)}" if owners else f"there is no node {path}"
            fix = "write framework/node" if owners else "correct the code or add the node to a strategy.yaml"
            self._reader.draft.wrong("unknown_node", self._reader.document.where(loc), found, fix)
        return None

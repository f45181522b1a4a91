"""A node that figures stand under must not vanish in silence: its authors say what became of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from istmo.framework import stored
from istmo.kernel.problem import InputProblem, Problem, Severity, Where
from istmo.release.reader import open_release
from istmo.spec.architecture import Architecture
from istmo.spec.compare import Comparison, steps
from istmo.spec.folder import CHANGES, FRAMEWORKS

_FIGURES = """
SELECT n.node, f.indicator, p.name, coalesce(a.name, f.agency, ''), count(*)
FROM figures AS f
INNER JOIN indicator_nodes AS n ON n.indicator = f.indicator
INNER JOIN places AS p ON p.code = f.place
LEFT JOIN agencies AS a ON a.code = f.agency
WHERE n.framework = $framework AND list_contains($nodes, n.node)
GROUP BY ALL
ORDER BY ALL
"""
#: Groups of figures named of each node.
_TOLD = 5


def refuse(old: Architecture, new: Architecture) -> None:
    """InputProblem for every node that is gone without a mapping while figures of the latest release stand under it."""
    release = stored.latest_release()
    if release is None:
        return
    problems = [
        problem for step in steps(old.tables(), new.tables()) for problem in _problems(step, new, release)
    ]
    if problems:
        raise InputProblem(problems)


def _problems(step: Comparison, new: Architecture, release: Path) -> Iterator[Problem]:
    declared = {r["old"] for r in new.records("mappings") if r["framework"] == step.both.new.code}
    gone = [code for code in step.gone if code not in declared]
    for code, groups in _figures(release, step.both.old.code, gone).items():
        told = "; ".join(
            f"{count} of {indicator} in {place} by {agency}"
            for indicator, place, agency, count in groups[:_TOLD]
        )
        more = f"; and {len(groups) - _TOLD} more groups" if len(groups) > _TOLD else ""
        total = sum(count for *_, count in groups)
        title = step.both.old.nodes[code]["title"]
        file = f"{FRAMEWORKS}/{step.both.new.code}/{CHANGES}"
        stand = (
            "1 figure of the latest release stands"
            if total == 1
            else f"{total} figures of the latest release stand"
        )
        yield Problem(
            "vanished_node",
            Severity.ERROR,
            f"the node {code} “{title}” is gone, and {stand} under it: {told}{more}",
            Where(file=file, header="nodes"),
            "its authors say what became of it",
            fix=f"write under nodes: {{{_proposal(step, code)}}}",
        )


def _proposal(step: Comparison, code: str) -> str:
    """The mapping that the wording suggests; all that it may be where it suggests none."""
    fate, now = step.suggested(code)
    if not fate:
        return f"old: {code}, fate: kept | reworded | split | merged | dropped, new: […], reason: …"
    new = f"[{', '.join(now)}]" if fate == "split" else now[0]
    return f"old: {code}, fate: {fate}, new: {new}, reason: …"


def _figures(release: Path, framework: str, nodes: list[str]) -> Mapping[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    if nodes:
        with open_release(release) as opened:
            for node, *group in opened.query(_FIGURES, {"framework": framework, "nodes": nodes}):
                found.setdefault(node, []).append(tuple(group))
    return found

"""The tree of a strategy as it is printed: a node that stands under two lines is told once and pointed to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from istmo.publish.registers import Framework, Horizon, Link, Node, Passage, Registers

#: The standing of the framework that is reported on.
MAIN = "main"


@dataclass(frozen=True)
class Branch:
    """A node with what is printed under it; `elsewhere` names the other nodes it stands under."""

    node: Node
    children: tuple["Branch", ...]
    elsewhere: tuple[Node, ...]
    first: bool
    indicators: int
    context: int
    results: int

    @property
    def anchor(self) -> str:
        """Where its first printing stands."""
        return f"node-{self.node.code}"

    @property
    def everywhere(self) -> list["Branch"]:
        """This branch and all below it."""
        return [self, *(lower for child in self.children for lower in child.everywhere)]


@dataclass(frozen=True)
class Tree:
    """The lines of one framework, and of which node each indicator is a measure."""

    lines: tuple[Branch, ...]
    line_of: dict[str, str]

    @property
    def nodes(self) -> list[Branch]:
        """Every node once."""
        return [branch for line in self.lines for branch in line.everywhere if branch.first]


def reported(registers: Registers) -> Framework:
    """The framework an annual report is about: a main one; of several, the one whose passages and calls say so.

    A release of schema 1 states no standing: all of its frameworks are main. Among equals it is the first by code.
    """
    asked = [call.framework for call in registers.calls]
    told = [passage.framework for passage in registers.passages]

    def weight(framework: Framework) -> tuple[bool, int, int]:
        is_main = framework.standing in (None, MAIN)
        return is_main, told.count(framework.code), asked.count(framework.code)

    return max(registers.frameworks, key=weight)


def plant(registers: Registers, code: str, results: Mapping[str, int]) -> Tree:
    """The tree of framework `code`; `results` counts the result figures of each indicator."""
    nodes = {node.code: node for node in registers.nodes if node.framework == code}
    context = {indicator.code for indicator in registers.indicators if indicator.kind == "context"}
    above: dict[str, list[str]] = {}
    for parent in sorted((p for p in registers.parents if p.framework == code), key=attrgetter("position")):
        above.setdefault(parent.node, []).append(parent.parent)
    measured: dict[str, list[str]] = {}
    for measure in registers.measures:
        if measure.framework == code:
            measured.setdefault(measure.node, []).append(measure.indicator)

    def grow(node: Node, under: str | None) -> Branch:
        parents = above.get(node.code, [])
        below = [n for n in nodes.values() if node.code in above.get(n.code, [])]
        first = under is None or parents[:1] == [under]
        own = measured.get(node.code, [])
        return Branch(
            node=node,
            children=tuple(grow(child, node.code) for child in below) if first else (),
            elsewhere=tuple(nodes[p] for p in parents if p != under),
            first=first,
            indicators=sum(indicator not in context for indicator in own),
            context=sum(indicator in context for indicator in own),
            results=sum(results.get(indicator, 0) for indicator in own),
        )

    lines = tuple(grow(node, None) for node in nodes.values() if node.code not in above)
    return Tree(lines, _lines(lines, measured))


def _lines(lines: tuple[Branch, ...], measured: dict[str, list[str]]) -> dict[str, str]:
    """Indicator -> the line it is told under: the first one that holds a node it measures."""
    told: dict[str, str] = {}
    for line in lines:
        for branch in line.everywhere:
            for indicator in measured.get(branch.node.code, []):
                told.setdefault(indicator, line.node.code)
    return told


@dataclass(frozen=True)
class Meeting:
    """One line of the crosswalk; `titles` name the framework of a node that is neither of the one it is told under
    nor of the one reported on.
    """

    link: Link
    node: Node
    to_node: Node
    titles: tuple[str, str]


@dataclass(frozen=True)
class Beside:
    """Another framework read beside the one reported on, with what it links to; `links` count those to the one reported on."""

    framework: Framework
    nodes: tuple[Node, ...]
    horizons: tuple[Horizon, ...]
    passages: tuple[Passage, ...]
    meetings: tuple[Meeting, ...]
    links: int


def beside(registers: Registers, code: str) -> list[Beside]:
    """The other frameworks of the release: partners' own plans first, then what came before."""
    others = [framework for framework in registers.frameworks if framework.code != code]
    return [
        _beside(registers, framework, code)
        for framework in sorted(others, key=lambda other: (other.standing == "past", other.code))
    ]


def _beside(registers: Registers, framework: Framework, code: str) -> Beside:
    """A link between two others is told once, with the first of the two."""
    own = framework.code
    links = [
        link
        for link in registers.links
        if link.framework == own or (link.framework == code and link.to_framework == own)
    ]
    return Beside(
        framework=framework,
        nodes=tuple(node for node in registers.nodes if node.framework == own),
        horizons=tuple(horizon for horizon in registers.horizons if horizon.framework == own),
        passages=tuple(passage for passage in registers.passages if passage.framework == own),
        meetings=tuple(_meetings(registers, links, (own, code))),
        links=sum(code in (link.framework, link.to_framework) for link in links),
    )


def _meetings(registers: Registers, links: list[Link], unnamed: tuple[str, str]) -> Iterator[Meeting]:
    nodes = {(node.framework, node.code): node for node in registers.nodes}
    titles = {framework.code: framework.title for framework in registers.frameworks} | dict.fromkeys(
        unnamed, ""
    )
    for link in links:
        first, second = nodes[link.framework, link.node], nodes[link.to_framework, link.to_node]
        yield Meeting(link, first, second, (titles[link.framework], titles[link.to_framework]))

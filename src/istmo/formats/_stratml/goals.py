"""Goals and objectives: the nodes of a framework. StratML has these two levels and no more."""

from typing import Any

from istmo.formats._stratml import indicators, own
from istmo.formats._stratml.codes import coded, fits, free
from istmo.formats._stratml.element import Element, short
from istmo.formats._stratml.model import At
from istmo.formats._stratml.plan import Gathered
from istmo.spec import stratml_words as words

#: A name longer than this is no name.
_LONGEST_TITLE = 120
_NO_PLACE = "a framework has no place for who is touched by a goal"


def read(core: Element, gathered: Gathered) -> None:
    """Every goal with its objectives and their indicators."""
    for number, goal in enumerate(core.all("Goal"), 1):
        if gathered.own and _is_stand_in(goal):
            for objective in goal.all("Objective"):
                indicators.read(objective, [], gathered)
        else:
            _goal(goal, number, gathered)


def _is_stand_in(goal: Element) -> bool:
    """Whether istmo wrote this goal because StratML asks for one."""
    said = (words.NO_GOAL, words.UNPLACED)
    return (
        goal.said("Name") == words.NOT_STATED
        and goal.said("Description") in said
        and not goal.all("Identifier")
    )


def _goal(goal: Element, number: int, gathered: Gathered) -> None:
    tree: dict[str, dict[str, Any]] = {}
    made = _node(goal, "goal", str(number), gathered)
    code = made["code"].value
    place = 0
    gathered.nodes.append(At(made, goal.line))
    for objective in goal.all("Objective"):
        if gathered.own and objective.said("OtherInformation") == words.THE_GOAL_ITSELF:
            indicators.read(objective, [code], gathered)
            continue
        place += 1
        if not _says_something(objective):
            indicators.read(objective, [code], gathered)
            if objective.all("PerformanceIndicator"):
                told = f"an objective of goal {code} has indicators and no name: they measure the goal"
                gathered.notes.kept_as(objective, told, "name the objective, if there is one")
            continue
        below = _node(objective, "objective", f"{code}.{place}", gathered)
        above = _above(objective, tree) if gathered.own else None
        parent = made if above is None else above
        parent.setdefault("children", []).append(At(below, objective.line))
        if sequence := objective.said("SequenceIndicator"):
            tree[sequence] = below
        indicators.read(objective, [below["code"].value], gathered)
    goal.rest()


def _says_something(objective: Element) -> bool:
    return any(objective.said(tag) for tag in ("Name", "Description", "OtherInformation"))


def _above(objective: Element, tree: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """In a file of ours an objective stands under the one whose number its own begins with."""
    return tree.get(objective.said("SequenceIndicator").rpartition(".")[0])


def _node(element: Element, level: str, numbered: str, gathered: Gathered) -> dict[str, Any]:
    """One node by the keys of `strategy.yaml`."""
    code = gathered.identified(element, "node")
    is_own = bool(code)
    code = code or _code(element, level, numbered, gathered)
    gathered.codes["node"].add(code)
    made: dict[str, Any] = {"code": At(code, element.line)}
    told, other = own.of_node(element.said("OtherInformation")) if is_own else ({}, [])
    made["level"] = At(told.pop("level", level), element.line)
    main = {"title": _title(element, level, code, gathered), "text": element.said("Description")}
    if not is_own:
        told["note"] = element.said("OtherInformation")
    main["note"] = told.pop("note", "")
    gathered.also += [(coded(one), code) for one in told.pop("measured", [])]
    made |= _with_lines(element, own.in_languages(told, main), gathered)
    if second := told.pop("also_under", []):
        made["also_under"] = At([coded(one) for one in second], element.line)
    if "placement" in told:
        made["placement"] = At(told["placement"], element.line)
    for line in other:
        fix = "StratML does not carry sources, horizons and other frameworks: write them into the files again"
        gathered.notes.left_out(element, f"of {level} {code} this is left out: {short(line)}", fix)
    _stakeholders(element, code, gathered)
    element.taken.update({"SequenceIndicator", "Objective", "PerformanceIndicator"})
    if level == "objective":
        element.rest()
    return made


def _with_lines(element: Element, main: dict[str, Any], gathered: Gathered) -> dict[str, Any]:
    tags = {"title": "Name", "text": "Description", "note": "OtherInformation"}
    made = {}
    for key, said in main.items():
        if said:
            at = element.one(tags[key])
            words_of = said if isinstance(said, dict) else gathered.words(said)
            made[key] = At(words_of, at.line if at else element.line)
    return made


def _title(element: Element, level: str, code: str, gathered: Gathered) -> str:
    name = " ".join(element.said("Name").split())
    if name:
        return name
    said = element.said("Description") or element.said("OtherInformation")
    title = said.splitlines()[0][:_LONGEST_TITLE] if said else f"{level.capitalize()} {code}"
    found = f"{level} {code} has no Name; it is called {short(title)}"
    gathered.notes.taken_as(element, found, "write a short name as its title")
    return title


def _code(element: Element, level: str, numbered: str, gathered: Gathered) -> str:
    """Its own number where that is a code of nobody else, else where it stands."""
    above = element.within
    goal_said = above.said("SequenceIndicator").rstrip(".") if above and level == "objective" else ""
    said = " ".join(element.said("SequenceIndicator").split()).rstrip(".")
    taken = gathered.codes["node"]
    goal = numbered.rpartition(".")[0]
    within = said.removeprefix(f"{goal_said}.") if goal_said else said.removeprefix(f"{goal}.")
    wanted = f"{goal}.{within}" if said and level == "objective" else said
    if wanted and fits(wanted) and wanted not in taken:
        return wanted
    code = free(numbered, taken)
    if said:
        at = element.one("SequenceIndicator") or element
        why = "it is given twice" if wanted in taken else "it has spaces or marks that codes do not have"
        told = f"the number {short(said)} cannot be a code, because {why}; the {level} is called {code}"
        gathered.notes.kept_as(at, told, "choose another code in strategy.yaml")
    return code


def _stakeholders(element: Element, code: str, gathered: Gathered) -> None:
    for one in element.all("Stakeholder"):
        role = ", ".join(part.text.replace("\n", " ") for part in one.all("Role"))
        told = f"of {code} the stakeholder {short(one.said('Name') or one.text)} is left out"
        said = f"{told}, in the role {short(role)}" if role else told
        gathered.notes.left_out(one, said, "if it reports figures, write it into agencies.csv", _NO_PLACE)

"""A StratML file from its bytes to a plan. It runs in the child behind the door."""

import re
from pathlib import Path

from istmo.formats import _xml
from istmo.formats._shared import Limits, error
from istmo.formats._stratml import around, goals, results
from istmo.formats._stratml.codes import own, slug
from istmo.formats._stratml.element import Element, Notes, local
from istmo.formats._stratml.model import At, Plan, Row, document
from istmo.formats._stratml.plan import Gathered
from istmo.kernel.problem import InputProblem, Where
from istmo.spec.stratml import PARTS

_ROOTS = {root: part for part, (_, root) in PARTS.items()}
_WANTED = tuple(f"{{*}}{root}" for root in _ROOTS)
_NOT_LATIN = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")


def read(path: Path, into: Path, limits: Limits, code: str = "", language: str = "") -> Plan:
    """The plan in a file of Part 1 or Part 2. InputProblem if it is no XML, or none of StratML.

    code: of the framework; empty: made from its name. language: of its texts; empty: as the file says, else English.
    """
    notes = Notes(path.name)
    plan = None
    for raw in _xml.elements(path, _WANTED, into, limits):
        if raw.getparent() is None:
            plan = _plan(Element(raw, notes), notes, code, language)
    if plan is not None:
        return plan
    found = "the file is XML, but no StratML: its first element is neither StrategicPlan nor PerformancePlanOrReport"
    fix = "send a file of StratML Part 1 or Part 2, or a folder with frameworks/"
    raise InputProblem([error("not_stratml", found, Where(file=path.name), fix=fix)])


def _plan(root: Element, notes: Notes, code: str, language: str) -> Plan:
    part = _ROOTS[root.tag]
    _check_namespace(root, part, notes)
    core = next(iter(root.inner.get("StrategicPlanCore", [])), None)
    written = _written_by_us(root)
    gathered = Gathered(
        notes, code or written or _code(root, notes), written, language or _language(root, notes)
    )
    if core is None:
        found = "the file has no StrategicPlanCore, so that there are no goals"
        raise InputProblem(
            [error("not_stratml", found, notes.where(root), fix="look whether the file is whole")]
        )
    made = around.head(root, core, gathered)
    goals.read(core, gathered)
    around.organizations(core, gathered)
    around.submitter(root, gathered)
    _tell_type(root, notes)
    core.taken.update({"Vision", "Mission", "Value"})
    root.taken.update({"StrategicPlanCore"})
    core.rest()
    root.rest()
    _measured_twice(gathered)
    made["nodes"] = gathered.nodes
    _place(gathered, root)
    return Plan(
        code=gathered.code,
        part=part,
        strategy=document(notes.file, At(made, root.line)),
        indicators=document(notes.file, At({"indicators": gathered.indicators}, root.line)),
        rows=tuple(gathered.rows),
        figures=tuple(gathered.figures),
        problems=tuple(notes.problems),
    )


def _check_namespace(root: Element, part: int, notes: Notes) -> None:
    namespace = str(root.raw.tag).rpartition("}")[0].lstrip("{")
    if namespace != PARTS[part][0]:
        found = f"the namespace is {namespace or 'missing'}, not that of StratML Part {part}: it is read as Part {part}"
        notes.wrong(root, found, f'write xmlns="{PARTS[part][0]}"')


def _written_by_us(root: Element) -> str:
    """The framework whose code all of the file's own identifiers of nodes name; empty of a stranger's file."""
    texts = (str(one.text or "").strip() for one in root.raw.iter("{*}Identifier"))
    frameworks = {
        found[0] for text in texts if (found := own(text)) and found[1] in ("node", "framework", "mission")
    }
    return frameworks.pop() if len(frameworks) == 1 else ""


def _code(root: Element, notes: Notes) -> str:
    code = slug(root.said("Name")) or "plan"
    notes.taken_as(root, f"the framework is called {code}, after its name", "choose another with --code CODE")
    return code


def _language(root: Element, notes: Notes) -> str:
    """As the file says; else English, and a plan in another script is told."""
    said = next((str(value)[:2].casefold() for name, value in root.raw.items() if local(name) == "lang"), "")
    text = root.text
    if not said and len(_NOT_LATIN.findall(text)) * 2 > len(text.replace(" ", "")):
        found = "the file does not say its language: its texts are taken as English, and they are in another script"
        notes.taken_as(root, found, "say it with --language, such as --language ar")
    return said or "en"


def _tell_type(root: Element, notes: Notes) -> None:
    kind = root.attribute("Type")
    if kind not in ("", "Strategic_Plan"):
        notes.kept_as(
            root,
            f"the file is a {kind}: what it says of targets and results is kept as figures",
            "see --figures",
        )


def _measured_twice(gathered: Gathered) -> None:
    """Indicators that a file of ours names under a second objective."""
    places = {at.value["code"].value: at.value for at in gathered.indicators}
    for code, node in gathered.also:
        if code in places:
            nodes = places[code].get("nodes") or At([], 1)
            places[code]["nodes"] = At([*nodes.value, node], nodes.line)


def _place(gathered: Gathered, root: Element) -> None:
    """A figure has a place; StratML names none."""
    if not gathered.figures:
        return
    cells = {"code": results.PLACE, "name": "Where the plan applies", "kind": "region"}
    gathered.rows.append(Row("places", cells, root.line))
    found = f"StratML names no place: its {len(gathered.figures)} figures are of one place, {results.PLACE}"
    gathered.notes.taken_as(root, found, "name the place in places.csv, and write its code into the figures")

"""What stands around the goals: who plans, vision, values, dates, and the person who handed the file in."""

from datetime import date
from typing import Any

from istmo.formats._stratml import own
from istmo.formats._stratml.codes import free, slug
from istmo.formats._stratml.element import Element, short
from istmo.formats._stratml.model import At, Row
from istmo.formats._stratml.plan import Gathered

_SECTION = "it is kept as a passage of the section “mission”"
_WHERE = "see sections in strategy.yaml"


def head(root: Element, core: Element | None, gathered: Gathered) -> dict[str, Any]:
    """The keys of `strategy.yaml` without its nodes."""
    name = root.one("Name")
    made: dict[str, Any] = {"code": At(gathered.code, root.line)}
    title = " ".join(name.text.split()) if name else ""
    if not title:
        title = gathered.code
        gathered.notes.taken_as(
            root, f"the plan has no Name; it is called {title}", "write title: in strategy.yaml"
        )
    other = root.said("OtherInformation")
    told, lines = own.of_framework(other) if gathered.own else ({}, [])
    texts = {"title": title, "mission": _mission(core), "legal_basis": told.pop("legal_basis", "")}
    translated = own.in_languages({"languages": told.pop("languages", {})}, texts)
    at = {"title": name or root, "mission": (core and core.one("Mission")) or root, "legal_basis": root}
    for key, said in translated.items():
        if said:
            of = said if isinstance(said, dict) else gathered.words(said)
            made[key] = At({"text": of} if key == "mission" else of, at[key].line)
    passages = told.pop("sections", {})
    made |= {key: At(value, root.line) for key, value in told.items()}
    _dates(root, made, gathered)
    _left(lines, root, gathered)
    _passages(root, core, "" if gathered.own else other, passages, gathered)
    if passages:
        made["sections"] = At(passages, root.line)
    return made


def _mission(core: Element | None) -> str:
    mission = core.one("Mission") if core else None
    return mission.said("Description") if mission else ""


def _left(lines: list[str], root: Element, gathered: Gathered) -> None:
    for line in lines:
        fix = "StratML does not carry it: write it into strategy.yaml again"
        gathered.notes.left_out(root, f"of the framework this is left out: {short(line)}", fix)


def _dates(root: Element, made: dict[str, Any], gathered: Gathered) -> None:
    """When it holds, its version, and the plan itself as a source of what it says."""
    admin = root.one("AdministrativeInformation")
    days = (
        {tag: _day(admin, tag, gathered) for tag in ("StartDate", "EndDate", "PublicationDate")}
        if admin
        else {}
    )
    if admin and days["StartDate"]:
        made["effective_on"] = At(days["StartDate"], admin.line)
    if admin and days["EndDate"]:
        told = f"the plan ends on {days['EndDate']}, and a framework has no last day: it is left out"
        gathered.notes.left_out(admin, told, "write it into a horizon or a section")
    published = days.get("PublicationDate", "")
    if "version" not in made:
        made["version"] = At(published or days.get("StartDate") or "1", (admin or root).line)
        if not published:
            told = f"no PublicationDate is given: the version is called {made['version'].value}"
            gathered.notes.taken_as(admin or root, told, "write version: in strategy.yaml")
    if not gathered.own:
        cells = {
            "code": gathered.code,
            "title": _title(made),
            "kind": "own",
            "published_on": published or None,
        }
        address = admin.said("Source") if admin else ""
        gathered.rows.append(Row("sources", {**cells, "address": address or None}, (admin or root).line))
        told = "the plan itself is written into sources.csv as a source of the own agencies"
        gathered.notes.taken_as(root, told, "correct its kind, if somebody else wrote it")
    if admin:
        admin.taken.update({"Identifier", "Source"})
        admin.rest()


def _title(made: dict[str, Any]) -> str:
    title = made["title"].value
    return title if isinstance(title, str) else next(iter(title.values()))


def _day(admin: Element, tag: str, gathered: Gathered) -> str:
    said = admin.said(tag)
    try:
        return date.fromisoformat(said).isoformat() if said else ""
    except ValueError:
        told = f"{short(said)} is no day such as 2030-12-31 and is left out"
        gathered.notes.wrong(admin.one(tag) or admin, told, "write it so, or leave it empty")
        return ""


def _passages(
    root: Element, core: Element | None, other: str, passages: dict[str, list[Any]], gathered: Gathered
) -> None:
    """Texts that a framework has no key for, as passages in words."""
    found: list[tuple[Element, str, str]] = []
    if description := root.one("Description"):
        found.append((description, "the Description of the plan", description.text))
    if other:
        found.append((root.one("OtherInformation") or root, "OtherInformation of the plan", other))
    vision = core.one("Vision") if core else None
    if vision and (said := vision.said("Description")):
        found.append((vision, "the Vision", f"Vision: {said}"))
    for value in core.all("Value") if core else []:
        said = ": ".join(filter(None, (value.said("Name"), value.said("Description"))))
        found.append((value, "a Value", f"Value: {said}"))
    for at, what, text in found:
        gathered.notes.kept_as(at, f"{what} has no place of its own: {_SECTION}: {short(text)}", _WHERE)
        passages.setdefault("mission", []).append({"text": gathered.words(text)})


def organizations(core: Element, gathered: Gathered) -> None:
    """Who plans, as own agencies; whoever else is named is told."""
    for one in core.all("Organization"):
        name = " ".join(one.said("Name").split())
        short_name = " ".join(one.said("Acronym").split())
        code = free(slug(short_name) or slug(name) or "agency", gathered.codes["agency"])
        if name or short_name:
            gathered.codes["agency"].add(code)
            told = f"the organization {short(name or short_name)} is taken as an own agency, {code}: its figures count"
            gathered.notes.taken_as(
                one, told, "write own: no in agencies.csv, if its results are in no own total"
            )
            cells = {
                "code": code,
                "name": name or short_name,
                "own": True,
                "note": one.said("Description") or None,
            }
            gathered.rows.append(Row("agencies", cells, one.line))
            if short_name and name and short_name != code:
                alias = {"kind": "agency", "alias": short_name, "code": code}
                gathered.rows.append(Row("aliases", alias, one.line))
        for stakeholder in one.all("Stakeholder"):
            told = (
                f"the stakeholder {short(stakeholder.said('Name') or stakeholder.text)} of {code} is left out"
            )
            fix = "if it reports figures, write it into agencies.csv"
            gathered.notes.left_out(
                stakeholder, told, fix, "a framework has no place for who is touched by it"
            )
        one.taken.add("Identifier")
        one.rest()


def submitter(root: Element, gathered: Gathered) -> None:
    """A person's name, telephone and mail are not kept."""
    found = root.one("Submitter")
    if found:
        why = "a framework names offices, not persons"
        gathered.notes.left_out(found, "who handed the file in is left out", "nothing is to be done", why)

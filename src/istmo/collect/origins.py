"""Whether a workbook is of the call and agency it is handed in for: asked about once, never refused for that alone.

What is found is kept with a version, and so in English whoever hands it in; `publish.problems` says it in other languages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from istmo.collect.models import DataCall, State, Version
from istmo.collect.workbooks.signing import is_ours
from istmo.formats._manifest import Manifest, Origin
from istmo.kernel.problem import Problem, Severity, Where
from istmo.people.models import Agency


@dataclass(frozen=True)
class Taken:
    """What a file is handed in as. answered: the same bytes came before, were asked about, and came again."""

    call: DataCall
    agency: Agency
    answered: bool = False
    units: int = 1

    @classmethod
    def of(cls, call: DataCall, agency: Agency, raw_sha256: str, units: int = 1) -> "Taken":
        """With what is known of these bytes."""
        before = Version.objects.filter(submission__call=call, submission__agency=agency, state=State.DRAFT)
        return cls(call, agency, before.filter(raw_sha256=raw_sha256).exists(), units)


def judged(origins: Iterable[Origin], taken: Taken) -> list[Problem]:
    """A question where a workbook was made for another call, agency or year; a word where it does not say."""
    return [problem for origin in origins for problem in _judged(origin, taken)]


def _judged(origin: Origin, taken: Taken) -> list[Problem]:
    told = origin.manifest
    where = Where(file=origin.file)
    handed_in = f"{taken.call.code} of {taken.agency.code}"
    if told is None or not told.call:
        other = _other_content(origin, taken)
        if other:
            return [_asked(f"{other}; it is handed in for {handed_in}", where, taken)]
        found = f"the workbook does not say what it was made for, and was taken for {handed_in}"
        fix = "nothing need be done if that is right"
        return [Problem("workbook_without_manifest", Severity.NOTE, found, where, fix=fix)]
    problems = []
    if (told.call, told.agency) != (taken.call.code, taken.agency.code):
        found = f"the workbook was made for {told.call} of {told.agency}; it is handed in for {handed_in}"
        problems.append(_asked(found, where, taken))
    elif not is_ours(told):
        found = "what the workbook says of itself was changed since it was made"
        fix = "ask who made it, if in doubt"
        problems.append(Problem("manifest_changed", Severity.WARNING, found, where, fix=fix))
    return [*problems, *_of_now(told, where, taken)]


def _of_now(told: Manifest, where: Where, taken: Taken) -> list[Problem]:
    problems = []
    if (
        told.architecture
        and told.architecture != taken.call.framework.architecture.sha256
        and told.call == taken.call.code
    ):
        found = "the workbook was made under another edition of the framework"
        fix = "look whether anything new is asked"
        problems.append(Problem("other_edition", Severity.WARNING, found, where, fix=fix))
    if told.unit and told.unit != taken.agency.code and taken.units == 1:
        found = (
            f"the workbook holds the part of {told.unit} alone; "
            f"the answer of {taken.agency.code} now holds nothing else"
        )
        problems.append(
            Problem("only_a_part", Severity.WARNING, found, where, fix="send the other parts too")
        )
    return problems


def _asked(found: str, where: Where, taken: Taken) -> Problem:
    if taken.answered:
        fix = "nothing need be done: it came twice, and was taken as it was handed in"
        return Problem("other_workbook", Severity.WARNING, found, where, fix=fix)
    fix = "if that is meant, hand the same file in once more; else take the workbook made for it"
    return Problem("other_workbook", Severity.ERROR, found, where, fix=fix)


def _other_content(origin: Origin, taken: Taken) -> str:
    """What the rows of a workbook without a manifest say against what it is handed in for; empty if nothing."""
    if origin.years and taken.call.reporting_year not in origin.years:
        return f"the workbook does not say what it was made for, and its results are of {', '.join(origin.years)}"
    if origin.agencies and not _of_family(taken.agency, origin.agencies):
        return f"the workbook does not say what it was made for, and its rows are of {', '.join(origin.agencies)}"
    return ""


def _of_family(agency: Agency, codes: Sequence[str]) -> bool:
    """Whether any of these is the agency, or a unit of it."""
    units = Agency.objects.filter(code__in=codes).select_related("parent__parent")
    return any(agency in (unit, unit.parent, unit.parent and unit.parent.parent) for unit in units)

"""Reading calls, submissions and their versions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from istmo.collect.models import DataCall, State, Submission, Version
from istmo.collect.states import OPEN
from istmo.framework import stored
from istmo.kernel.problem import Problem, WrongUse
from istmo.people.models import Agency


def call(code: str) -> DataCall:
    """The data call of that code; WrongUse, naming those there are, if none."""
    found = DataCall.objects.select_related("framework__architecture").filter(code=code).first()
    if found is None:
        codes = list(DataCall.objects.values_list("code", flat=True))
        known = f"Known: {', '.join(codes)}." if codes else "There is none yet: istmo call open."
        raise WrongUse(f"There is no data call “{code}”. {known}")
    return found


def versions() -> QuerySet[Version]:
    """All versions with what names them, in the order they came."""
    return Version.objects.select_related("submission__call", "submission__agency").order_by("pk")


def version(code: str) -> Version:
    """The version `call/agency/number`, or the last one of `call/agency`; WrongUse if there is none."""
    parts = code.split("/")
    if len(parts) not in (2, 3) or (len(parts) == 3 and not parts[2].isdecimal()):
        raise WrongUse(f"“{code}” names no submission: write CALL/AGENCY or CALL/AGENCY/VERSION.")
    found = versions().filter(submission__call__code=parts[0], submission__agency__code=parts[1])
    if len(parts) == 3:
        found = found.filter(number=int(parts[2]))
    last = found.last()
    if last is None:
        raise WrongUse(f"There is no submission “{code}”. See: istmo call status.")
    return last


def last_of(submission: Submission) -> Version | None:
    """The version that came last, drafts included."""
    return versions().filter(submission=submission).last()


def last_submitted(call: DataCall, agency: Agency) -> Version | None:
    """The version of an agency's answer that came last without errors, whatever became of it."""
    found = versions().filter(submission__call=call, submission__agency=agency)
    return found.exclude(state=State.DRAFT).last()


def superseded_by(version: Version) -> Version | None:
    """The version submitted after this one, if any: then this one waits for nobody."""
    later = versions().filter(submission=version.submission, number__gt=version.number)
    return later.exclude(state=State.DRAFT).first()


def waiting() -> list[Version]:
    """Versions that wait for a decision, in the order they came."""
    return [version for version in versions().filter(state__in=OPEN) if superseded_by(version) is None]


def problems(version: Version) -> list[Problem]:
    """What was found when the version came."""
    raw = stored.vault().path(version.problems_sha256).read_bytes()
    return [Problem.from_json(told) for told in json.loads(raw)]


@dataclass(frozen=True)
class Standing:
    """How one agency stands with one call; `version` is None where it has sent nothing."""

    call: DataCall
    agency: Agency
    version: Version | None

    @property
    def state(self) -> str:
        """The state of its last version, or `nothing yet`."""
        return self.version.state if self.version else "nothing yet"


def standings(calls: Iterable[DataCall]) -> list[Standing]:
    """Who was asked and who has answered, call by call; also who answered without being asked."""
    found = []
    for call in calls:
        latest = {v.submission.agency_id: v for v in versions().filter(submission__call=call)}
        asked = [assignment.agency for assignment in call.assignments.select_related("agency")]
        unasked = [v.submission.agency for v in latest.values() if v.submission.agency not in asked]
        found += [Standing(call, agency, latest.get(agency.pk)) for agency in (*asked, *unasked)]
    return found

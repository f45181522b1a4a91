"""A folder of files that came back by mail: whose each is, what came of it, and who is still missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from istmo.collect import assigned, queries, split, units
from istmo.collect.deposit import Reading
from istmo.collect.models import DataCall, State, Version
from istmo.collect.senders import Senders
from istmo.collect.split import Handed
from istmo.collect.workbooks.signing import is_ours
from istmo.formats import door
from istmo.formats._manifest import Origin
from istmo.framework import stored
from istmo.kernel.problem import InputProblem, Problem, WrongUse
from istmo.people.models import Agency, User

#: Files that mail and spreadsheets leave in a folder, and why they are not read.
_NOT_READ = {
    ".xls": "an old Excel workbook: open it and save it as .xlsx",
    ".xlsb": "a binary workbook: open it and save it as .xlsx",
    ".ods": "an OpenDocument file: open it and save it as .xlsx",
    ".numbers": "a Numbers document: export it as .xlsx",
    ".zip": "packed: take the workbooks out of it",
    ".7z": "packed: take the workbooks out of it",
    ".rar": "packed: take the workbooks out of it",
    ".eml": "a mail: save its attachments into the folder",
    ".msg": "a mail: save its attachments into the folder",
    ".pdf": "a PDF: ask for the workbook itself",
    ".docx": "a Word document: ask for the workbook itself",
}
_READ = (".xlsx", ".xlsm")
_BROKEN = ("not_workbook", "too_large", "too_large_or_malformed")
#: So many rows of those asked must be in a workbook without a manifest for it to be known by them.
_KNOWN = 3


@dataclass(frozen=True)
class Came:
    """One file of the folder. said: why it was not taken, empty if it was; version: what it became a part of.

    older: a newer file of the same agency and unit lies beside it, so that nothing is left to do with this one.
    sent_by: who sent it, where it was told. damaged: it is no whole workbook, whatever it was made for.
    """

    path: Path
    name: str
    said: str = ""
    call: str = ""
    agency: str = ""
    unit: str = ""
    lang: str = "en"
    version: Version | None = None
    new: bool = False
    problems: tuple[Problem, ...] = ()
    alone: bool = True
    older: bool = False
    sent_by: User | None = None
    damaged: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether somebody meant to answer a call with it, and is to be answered."""
        return bool(self.call or not self.said or self.damaged)

    @property
    def sender(self) -> str:
        """The account that sent it, as the version says it."""
        if self.version:
            return self.version.sender.code
        return self.sent_by.code if self.sent_by else ""

    @property
    def own(self) -> list[Problem]:
        """The problems of this file alone, their places told as in it."""
        if self.alone:
            return list(self.problems)
        label = f"[{self.path.name}]"
        return [told for problem in self.problems if (told := _of_file(problem, self.path.name, label))]


@dataclass(frozen=True)
class Inbox:
    """A folder of files that came. call: what files without a manifest answer; senders: who sent which."""

    folder: Path
    call: DataCall | None = None
    senders: Senders = field(default_factory=Senders)


def files(inbox: Inbox, beside: Path) -> list[Path]:
    """All files of a folder and those below it, but for the answers and the table of senders; in order of their names."""
    folder, table = inbox.folder, inbox.senders.table
    if not folder.is_dir():
        raise WrongUse(f"{folder} is not a folder. Put the files that came back into one.")
    away, named = beside.resolve(), table.resolve() if table else None
    found = (
        path
        for path in folder.rglob("*")
        if path.is_file() and away not in path.resolve().parents and path.resolve() != named
    )
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def receive(
    paths: Sequence[Path],
    *,
    inbox: Inbox,
    by: User,
    at: datetime,
    reading: Reading,
) -> list[Came]:
    """Sort, check and submit files; what cannot be taken says why. Run again with the same files: nothing new.

    Of several files of one agency and unit the one changed last is taken. Who sent a file submits it; `by` takes it in.
    """
    listed = [_skipped(path, inbox) for path in paths]
    read = [came for came in listed if not came.said]
    origins = door.read_origins([came.path for came in read], limits=reading.limits)
    sorter = _Sorter(inbox.call, reading)
    known = {came.path: sorter.named(came, origin) for came, origin in zip(read, origins, strict=True)}
    listed = [known.get(came.path, came) for came in listed]
    taken = _latest(listed)
    done = dict(_submitted([came for came in taken if not came.said], by, at, reading))
    return [done.get(came.path, came) for came in taken]


def _skipped(path: Path, inbox: Inbox) -> Came:
    name = path.relative_to(inbox.folder).as_posix()
    ending = path.suffix.lower()
    if path.name.startswith("~$"):
        return Came(path, name, "a workbook is open in Excel just now: close it, this is no file of its own")
    if path.name.startswith(".") or path.name.lower() in ("thumbs.db", "desktop.ini"):
        return Came(path, name, "a hidden file of this computer")
    if ending not in _READ:
        return Came(
            path, name, _NOT_READ.get(ending, "no workbook (.xlsx): hand it in with istmo submission submit")
        )
    if inbox.senders.table and inbox.senders.lacks(name):
        return Came(path, name, f"{inbox.senders.table.name} does not say who sent it: add a line for it")
    sender = inbox.senders.of(name)
    return Came(path, name, sent_by=sender, lang=(sender.language if sender else "") or "en")


@dataclass
class _Sorter:
    """Finds out whose a workbook is: by its manifest, else by the codes of its rows."""

    call: DataCall | None
    reading: Reading
    _codes: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)

    def named(self, came: Came, origin: Origin | None) -> Came:
        """The file with its call, agency, unit and language; or with what to ask about."""
        if origin is None:
            return _unknown(came)
        told = origin.manifest
        if told and told.call and is_ours(told):
            if self.call and told.call != self.call.code:
                return replace(
                    came, call=told.call, agency=told.agency, said=f"made for the call {told.call}"
                )
            return replace(
                came, call=told.call, agency=told.agency, unit=told.unit, lang=told.language or came.lang
            )
        return self._by_content(came, origin)

    def _by_content(self, came: Came, origin: Origin) -> Came:
        calls = [self.call] if self.call else list(DataCall.objects.filter(closed_at=None).order_by("pk"))
        found = [
            (call.code, agency)
            for call in calls
            for agency, codes in self._asked(call)
            if len(codes.intersection(origin.codes)) >= min(_KNOWN, len(origin.codes) or _KNOWN)
        ]
        if not found:
            said = "it does not say what it was made for, and no row of it is known; hand it in with istmo submission submit"
            return replace(came, said=said)
        call, agency = found[0]
        if len(found) > 1 or not self.call:
            named = " or ".join(f"{call} of {agency}" for call, agency in found)
            answer = f"istmo call receive FOLDER --call {call}"
            if len(found) > 1:
                answer = f"istmo submission submit FILE --call {call} --agency {agency} --as USER"
            return replace(
                came, said=f"it does not say what it was made for; by its rows it is {named}. If so: {answer}"
            )
        of = Agency.objects.get(code=agency)
        unit = units.by_content(self.call, of, origin, self.reading)
        return replace(came, call=call, agency=agency, unit=unit)

    def _asked(self, call: DataCall) -> list[tuple[str, frozenset[str]]]:
        """The codes of the rows that each agency is asked, made once."""
        if call.code not in self._codes:
            with assigned.asking_of(call, self.reading.last) as asking:
                self._codes[call.code] = [
                    (one.agency.code, frozenset(row.code for row in asking.wanted(one).rows))
                    for one in asking.assignments
                ]
        return self._codes[call.code]


def _unknown(came: Came) -> Came:
    """A file that is no workbook of a call, with what is wrong with it, if anything is."""
    with stored.scratch() as work:
        found = door.read([came.path], into=work / "read").problems
    broken = next((problem for problem in found if problem.code in _BROKEN), None)
    if broken is None:
        return replace(came, said="no workbook of a call: hand it in with istmo submission submit")
    return replace(came, said=broken.said.rstrip("."), damaged=True)


def _latest(listed: Sequence[Came]) -> list[Came]:
    """Of several files of one agency and unit the one changed last; the others say so."""
    newest: dict[tuple[str, str, str], Came] = {}
    for came in sorted(
        (one for one in listed if not one.said), key=lambda one: (one.path.stat().st_mtime_ns, one.name)
    ):
        newest[came.call, came.agency, came.unit] = came
    out = []
    for came in listed:
        last = newest.get((came.call, came.agency, came.unit))
        older = not came.said and last is not None and last is not came
        out.append(
            replace(came, said=f"an older copy of {last.name}, which was taken", older=True)
            if older and last
            else came
        )
    return out


def _submitted(
    taken: Sequence[Came], by: User, at: datetime, reading: Reading
) -> Iterator[tuple[Path, Came]]:
    """Submit the files of each agency together, those of each sender in the sender's name."""
    groups: dict[tuple[str, str, User | None], list[Came]] = {}
    for came in taken:
        groups.setdefault((came.call, came.agency, came.sent_by), []).append(came)
    for (code, agency, sender), group in groups.items():
        try:
            version, new = split.submit(
                call=DataCall.objects.select_related("framework__architecture").get(code=code),
                agency=Agency.objects.get(code=agency),
                handed=Handed(tuple((came.unit, (came.path,)) for came in group), again=False),
                by=by,
                at=at,
                reading=replace(reading, sent_by=sender),
            )
        except (WrongUse, InputProblem, DataCall.DoesNotExist, Agency.DoesNotExist) as refused:
            said = str(refused) or f"there is no call {code} or no agency {agency} in this workspace"
            yield from ((came.path, replace(came, said=said)) for came in group)
            continue
        problems = tuple(queries.problems(version))
        alone = len(split.standing(version.submission.parts.all())) == 1
        for came in group:
            yield came.path, replace(came, version=version, new=new, problems=problems, alone=alone)


def _of_file(problem: Problem, name: str, label: str) -> Problem | None:
    """A problem of several files as one of them sees it: with those of its places that are in it."""
    places = [
        place
        for place in (problem.places or (problem.where,))
        if place.file == name or place.sheet.startswith(label)
    ]
    if not places:
        return None
    own = tuple(replace(place, file=name, sheet=place.sheet.removeprefix(label)) for place in places)
    return replace(
        problem, where=own[0], places=own if problem.places else (), count=min(problem.count, len(own))
    )


def state(came: Came) -> str:
    """What became of a file, in a word."""
    if came.said or came.version is None:
        return "not taken"
    if came.version.late:
        return "came late"
    return "draft" if came.version.state == State.DRAFT else str(came.version.state)

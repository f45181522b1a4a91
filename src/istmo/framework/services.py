"""Writing frameworks: a folder or plan imported in one step; a draft begun, changed item by item, published.

An item is named as in `spec.pieces`: `nodes:PRO1`, `indicators:lamps`, `places:SV`, `head`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from istmo.framework import drafts, plans, publishing, queries, stored
from istmo.framework.conflict import Conflict, as_seen, item_of
from istmo.framework.models import Architecture, Draft, DraftFile, FrameworkVersion
from istmo.framework.reasons import Reason, with_reasons
from istmo.kernel.problem import InputProblem, Problem, Severity, Where, WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.spec import edits, export
from istmo.spec.folder import CHANGES, FRAMEWORKS, STRATEGY, find_root
from istmo.spec.pieces import HEAD, Item, items

__all__ = ["Conflict", "Reason"]

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class _Act:
    """What is done to an item, by whom, when."""

    verb: str
    by: User
    at: datetime


def import_folder(
    *, path: Path, by: User, at: datetime, effective: date | None = None
) -> tuple[FrameworkVersion, ...]:
    """Check the folder and publish it in one step; the same files again give the same versions.

    Where `path` is one framework inside a folder, the whole folder is kept: frameworks point to one another.
    effective: first day, where a framework's own file names none; else the day of `at`. Raises InputProblem with every
    error of its files. The vault is filled before the transaction begins.
    """
    require(by, Permission.IMPORT_FRAMEWORK)
    root, _ = find_root(path)
    read, sha256 = publishing.put(root, at.date())
    days = {r["code"]: r["effective_on"] or effective or at.date() for r in read.records("frameworks")}
    return publishing.record(read, sha256, days, by=by, at=at)


def import_plan(
    *, path: Path, by: User, at: datetime, code: str = "", language: str = ""
) -> tuple[tuple[FrameworkVersion, ...], tuple[Problem, ...]]:
    """Keep the framework in a StratML file as a folder of its own; also what did not fit, each with its place.

    Raises InputProblem if the file is no StratML or what it says is against a rule.
    """
    require(by, Permission.IMPORT_FRAMEWORK)
    came = plans.load(path, code=code, language=language)
    with stored.scratch() as work:
        folder = export.write(came.whole, None, work / "architecture")
        return import_folder(path=folder, by=by, at=at), came.problems


@transaction.atomic
def begin_draft(
    *, title: str, by: User, at: datetime, base: Architecture | None = None, folder: Path | None = None
) -> Draft:
    """Begin a draft: from a published architecture, else from a folder. It may hold errors; `queries.problems` tells them.

    The base's own changes.yaml is left out: it tells of an earlier step. WrongUse without base and folder.
    """
    require(by, Permission.DRAFT_FRAMEWORK)
    if base is not None:
        files = {p: t for p, t in drafts.of_architecture(base).items() if not p.endswith(f"/{CHANGES}")}
    elif folder is not None:
        files = drafts.of_folder(find_root(folder)[0])
    else:
        raise WrongUse("A draft begins as a published architecture or as a folder. Name one of them.")
    draft = Draft(title=title.strip(), base=base, begun_by=by, begun_at=at)
    draft.full_clean()
    draft.save()
    for path, text in files.items():
        drafts.write(draft, path, text, by=by, at=at)
    events.append(verb="draft.begun", subject=f"draft {draft.pk}", by=by, at=at, files=len(files))
    return draft


@transaction.atomic
def change_item(  # noqa: PLR0913  (who, when, where, what was seen, and what is to be)
    *,
    draft: Draft,
    path: str,
    item: str,
    seen: str,
    by: User,
    at: datetime,
    fields: Fields | None = None,
    text: str | None = None,
) -> Item:
    """Change one item: some fields (None takes one away) or its whole own text; everything else stays byte for byte.

    seen: hash of the item as the editor saw it. Raises Conflict, which holds mine, theirs and base, if somebody else
    changed or removed it since; WrongUse if what was typed is no item. Gives the item as it is now.
    """
    file = _open_file(draft, path, by)
    _unchanged(draft, file, item, seen, lambda whole: _edited(path, whole, item, fields, text))
    new = _edited(path, file.text, item, fields, text)
    return _changed(draft, file, new, item, _Act("draft.item_changed", by, at))


@transaction.atomic
def add_item(  # noqa: PLR0913  (who, when, where, and what is to be)
    *, draft: Draft, path: str, into: str, fields: Fields, by: User, at: datetime, after: str = ""
) -> Item:
    """Add an item to a list (`nodes`, `indicators`, `places`, `sections.changes`) or under a node (`nodes:PRO`).

    A file that the draft lacks is begun with it. after: the sibling it is to follow, else it stands last. WrongUse if
    its code is taken. Gives the new item.
    """
    require(by, Permission.DRAFT_FRAMEWORK)
    drafts.must_be_open(draft)
    drafts.must_be_path(path)
    file = drafts.last(draft, path) or DraftFile(draft=draft, path=path, edition=0, text="")
    there = {one.name for one in items(path, file.text)} if file.text.strip() else set()
    new = edits.add(path, file.text, into, fields, after)
    came = [one for one in items(path, new) if one.name not in there and one.name != HEAD]
    if len(came) != 1 or "#" in came[0].name:
        raise WrongUse(
            f"{path} has {fields.get('code', 'such an item')} already. Choose another code, or change that one."
        )
    return _changed(draft, file, new, came[0].name, _Act("draft.item_added", by, at))


@transaction.atomic
def remove_item(*, draft: Draft, path: str, item: str, seen: str, by: User, at: datetime) -> None:
    """Remove an item and what is below it. Raises Conflict if somebody changed it since it was seen."""
    file = _open_file(draft, path, by)
    _unchanged(draft, file, item, seen, lambda whole: "")
    drafts.write(draft, path, edits.remove(path, file.text, item), by=by, at=at)
    events.append(verb="draft.item_removed", subject=f"draft {draft.pk}", by=by, at=at, path=path, item=item)


@transaction.atomic
def move_item(  # noqa: PLR0913  (who, when, what was seen, from where to where)
    *, draft: Draft, path: str, item: str, seen: str, into: str, by: User, at: datetime, after: str = ""
) -> Item:
    """Move an item with what is below it: into another list or node, behind the sibling `after`, else last."""
    file = _open_file(draft, path, by)
    _unchanged(draft, file, item, seen, lambda whole: "")
    new = edits.move(path, file.text, item, into, after)
    return _changed(draft, file, new, item, _Act("draft.item_moved", by, at))


@transaction.atomic
def replace_file(*, draft: Draft, path: str, text: str, seen: str, by: User, at: datetime) -> None:
    """Take a whole file as somebody gives it back, character for character; one that the draft lacks is begun.

    seen: SHA-256 of the text that it is to stand for, of no text where there was none. WrongUse if that is not what the
    draft says any more, or the file is none of an architecture.
    """
    require(by, Permission.DRAFT_FRAMEWORK)
    drafts.must_be_open(draft)
    drafts.must_be_path(path)
    now = drafts.last(draft, path)
    if drafts.hash_of(now.text if now else "") != seen:
        who = now.written_by.code if now else by.code
        raise WrongUse(
            f"{path} was changed by {who} in the meantime. Nothing of yours is lost: compare the two and send it again."
        )
    if now is not None and now.text == text:
        return
    drafts.write(draft, path, text, by=by, at=at)
    events.append(verb="draft.file_replaced", subject=f"draft {draft.pk}", by=by, at=at, path=path)


def hold_text(*, draft: Draft, path: str, text: str, by: User) -> str:
    """Keep a file that was given back until it is confirmed; gives the hash under which it lies in the vault."""
    require(by, Permission.DRAFT_FRAMEWORK)
    drafts.must_be_open(draft)
    drafts.must_be_path(path)
    return stored.vault().put(text.encode())


def held_text(sha256: str) -> str:
    """The text of a file that was held."""
    return stored.vault().path(sha256).read_bytes().decode()


@transaction.atomic
def give_reasons(*, draft: Draft, reasons: Sequence[Reason], by: User, at: datetime) -> None:
    """Write into the draft why something of it changed; a reason given before is replaced."""
    require(by, Permission.DRAFT_FRAMEWORK)
    drafts.must_be_open(draft)
    told = drafts.texts(draft)
    given = {path: text for path, text in with_reasons(told, reasons).items() if text != told.get(path)}
    for path, text in given.items():
        drafts.write(draft, path, text, by=by, at=at)
    if given:
        events.append(
            verb="draft.reasons_given", subject=f"draft {draft.pk}", by=by, at=at, reasons=len(reasons)
        )


@transaction.atomic
def drop_draft(*, draft: Draft, by: User, at: datetime) -> None:
    """Give a draft up; its editions stay."""
    require(by, Permission.DRAFT_FRAMEWORK)
    open_draft = drafts.must_be_open(draft)
    open_draft.dropped_at = at
    open_draft.full_clean()
    open_draft.save()
    events.append(verb="draft.dropped", subject=f"draft {draft.pk}", by=by, at=at)


def publish_draft(
    *, draft: Draft, effective: date, by: User, at: datetime, reasons: Sequence[Reason] = ()
) -> tuple[FrameworkVersion, ...]:
    """Publish the draft: each framework that changed holds from `effective`; never edited after.

    The day and the reasons are written into its files. InputProblem with every error; where a framework changed and
    its version is not another one; where a node is gone that figures stand under, and nothing says what became of it.
    WrongUse if the day is not after that of the version before, or somebody wrote meanwhile.
    """
    require(by, Permission.PUBLISH_FRAMEWORK)
    drafts.must_be_open(draft)
    told = drafts.texts(draft)
    base = drafts.of_architecture(draft.base) if draft.base else {}
    changed = drafts.changed_frameworks(told, base)
    days = _days(draft, told, changed, effective)
    files = with_reasons(_with_days(told, changed, effective), reasons)
    with TemporaryDirectory(prefix="istmo-publish-") as scratch:
        read, sha256 = publishing.put(drafts.write_out(files, Path(scratch, "files")), at.date())
    _other_version(draft, read.records("frameworks"), changed)
    with transaction.atomic():
        open_draft = drafts.must_be_open(draft)
        if drafts.texts(draft) != told:
            raise WrongUse(
                f"Somebody wrote in draft {draft.pk} while it was being published. Look at it and publish again."
            )
        for path, text in files.items():
            if text != told.get(path):
                drafts.write(draft, path, text, by=by, at=at)
        return publishing.record(read, sha256, days, by=by, at=at, draft=open_draft)


# ---------------------------------------------------------------- what the services share


def _open_file(draft: Draft, path: str, by: User) -> DraftFile:
    require(by, Permission.DRAFT_FRAMEWORK)
    drafts.must_be_open(draft)
    file = drafts.last(draft, path)
    if file is None:
        raise WrongUse(
            f"Draft {draft.pk} has no file {path}. It has {', '.join(sorted(drafts.texts(draft)))}."
        )
    return file


def _unchanged(draft: Draft, file: DraftFile, name: str, seen: str, mine: Callable[[str], str]) -> None:
    """Conflict unless the item is as it was seen; `mine` gives the file as the second person wants it, of a text."""
    now = item_of(file.path, file.text, name)
    if now is not None and now.hash == seen:
        return
    base, whole = as_seen(draft, file.path, name, seen)
    wanted = item_of(file.path, edited, name) if base and (edited := mine(whole)) else None
    raise Conflict(
        name=name, mine=wanted.text if wanted else "", theirs=file, base=base.text if base else "", now=now
    )


def _edited(path: str, whole: str, item: str, fields: Fields | None, text: str | None) -> str:
    if (fields is None) == (text is None):
        raise WrongUse("Give the fields that change, or the item's whole text: one of the two.")
    return (
        edits.set_fields(path, whole, item, fields)
        if fields is not None
        else edits.set_text(path, whole, item, text or "")
    )


def _changed(draft: Draft, file: DraftFile, new: str, name: str, act: _Act) -> Item:
    """Write the next edition and give the item: under its own name, or the new one it was given."""
    before = [one.name for one in items(file.path, file.text)] if file.text.strip() else []
    after = items(file.path, new)
    found = next((one for one in after if one.name == name), None)
    found = found or next(one for one in after if one.name not in before)
    if new != file.text:
        drafts.write(draft, file.path, new, by=act.by, at=act.at)
        told = {"path": file.path, "item": found.name}
        events.append(verb=act.verb, subject=f"draft {draft.pk}", by=act.by, at=act.at, **told)
    return found


def _days(draft: Draft, told: Mapping[str, str], changed: Sequence[str], effective: date) -> dict[str, date]:
    """The first day of each framework: the new one of those that changed, of the others the one they had."""
    codes = {path.split("/")[1] for path in told if path.startswith(f"{FRAMEWORKS}/")}
    days = dict.fromkeys(codes, effective)
    for code in codes:
        before = queries.versions(code).last()
        if before is None or before.effective_on is None:
            continue
        if code not in changed:
            days[code] = before.effective_on
        elif effective <= before.effective_on:
            raise WrongUse(
                f"{code} {before.version} holds from {before.effective_on}; what follows it begins later. Draft {draft.pk} "
                f"was to hold from {effective}."
            )
    return days


def _with_days(told: Mapping[str, str], changed: Sequence[str], effective: date) -> dict[str, str]:
    files = dict(told)
    for code in changed:
        path = f"{FRAMEWORKS}/{code}/{STRATEGY}"
        if path in files:
            files[path] = edits.set_fields(path, files[path], HEAD, {"effective_on": effective})
    return files


def _other_version(draft: Draft, frameworks: Sequence[Mapping[str, Any]], changed: Sequence[str]) -> None:
    """InputProblem where a framework changed and is still called as before: two texts under one name."""
    before = {v.code: v.version for v in draft.base.frameworks.all()} if draft.base else {}
    same = [r for r in frameworks if r["code"] in changed and before.get(r["code"]) == r["version"]]
    if same:
        raise InputProblem(
            [
                Problem(
                    "version_not_raised",
                    Severity.ERROR,
                    f"{row['code']} changed and is still called version {row['version']}",
                    Where(file=f"{FRAMEWORKS}/{row['code']}/{STRATEGY}", header="version"),
                    fix="write another version",
                )
                for row in same
            ]
        )

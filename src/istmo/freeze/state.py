"""Whether a workspace is whole: its log, its vault, its releases, and that each names what the others hold."""

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from istmo.collect.models import GridDraft, UnitPart
from istmo.collect.queries import versions
from istmo.framework import stored
from istmo.framework.models import Architecture
from istmo.freeze import queries
from istmo.freeze.models import Release
from istmo.kernel.problem import Problem, Severity, Where, WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event
from istmo.release import manifest
from istmo.release.verify import verify as verify_release
from istmo.review import threads
from istmo.review.models import Decision, Settlement
from istmo.review.queries import held_hash
from istmo.review.services import SETTLED

_RESTORE = "restore a backup"


def check() -> list[Problem]:
    """Everything that is wrong with the workspace that is open, or nothing. Every byte of it is read."""
    return [
        *verify_chain(),
        *stored.vault().verify(),
        *_missing_files(),
        *_changed_decisions(),
        *_changed_settlements(),
        *(_wrong("comment_other", told) for told in threads.altered()),
        *(problem for release in queries.releases() for problem in _release(release)),
        *_folders(),
    ]


def _missing_files() -> Iterator[Problem]:
    vault = stored.vault()
    named = [(f"the framework {a}", a.sha256) for a in Architecture.objects.order_by("pk")]
    named += [(f"submission {v.code}", sha256) for v in versions() for sha256 in v.hashes]
    parts = UnitPart.objects.select_related("submission__call", "submission__agency")
    named += [(f"the part {part}", part.raw_sha256) for part in parts]
    drafts = GridDraft.objects.filter(dropped_at=None)
    drafts = drafts.select_related("assignment__call", "assignment__agency")
    named += [(f"the draft {draft}", draft.sha256) for draft in drafts]
    for what, sha256 in named:
        if not vault.has(sha256):
            yield _wrong("vault_missing", f"{what} needs the file {sha256}, which the vault lacks", "vault")


def _changed_decisions() -> Iterator[Problem]:
    for decision in Decision.objects.select_related(
        "version__submission__call", "version__submission__agency"
    ):
        version = decision.version
        decided = (decision.raw_sha256, decision.figures_sha256, decision.transactions_sha256)
        holds = (version.raw_sha256, version.figures_sha256, version.transactions_sha256)
        if (*decided, decision.problems_sha256) != (*holds, version.problems_sha256):
            yield _wrong("decision_other_hash", f"{version.code} is no longer what was decided on")
        if held_hash(decision.holds.all()) != decision.held_sha256:
            yield _wrong("decision_other_holds", f"what is held of {version.code} is not what was decided on")


def _changed_settlements() -> Iterator[Problem]:
    """A decision on an overlap is superseded by a later one, never edited: the log tells each as it was made."""
    told = Event.objects.filter(verb=SETTLED).order_by("seq").values_list("subject", "details")
    logged = [(subject, *_said(json.loads(details))) for subject, details in told]
    kept = [(str(one), one.decision, one.value, one.reason) for one in Settlement.objects.order_by("pk")]
    for position, (was, now) in enumerate(zip_longest(logged, kept), 1):
        if was != now:
            about = (now or was or ("",))[0]
            yield _wrong(
                "settlement_other", f"decision {position} on an overlap ({about}) is not what was decided"
            )


def _said(details: dict[str, str]) -> tuple[str, str, str]:
    return details["decision"], details["value"], details["reason"]


def _release(release: Release) -> list[Problem]:
    folder = queries.folder(release.number)
    told = f"releases/{release.number}"
    if not folder.is_dir():
        return [_wrong("release_missing", f"release {release.number} has no folder", told)]
    try:
        content = manifest.read(folder).content
    except WrongUse as broken:
        return [_wrong("release_broken", str(broken).rstrip("."), told)]
    if content != release.content:
        return [_wrong("release_other", f"the folder is not release {release.number} as it was frozen", told)]
    return verify_release(folder)


def _folders() -> Iterator[Problem]:
    """Folders without a row, and files called like a release's manifest where none belongs."""
    root, known = stored.workspace(), {str(release) for release in queries.releases()}
    folders = root / "releases"
    for folder in sorted(folders.iterdir()) if folders.is_dir() else ():
        if folder.name not in known:
            yield _orphan(f"releases/{folder.name}")
    for path in sorted(root.rglob(manifest.FILE)):
        inside = path.relative_to(root)
        if not _belongs(inside):
            yield _wrong("manifest_foreign", f"{inside} is not of a release", str(inside), "remove it")


def _belongs(inside: Path) -> bool:
    first = inside.parts[0]
    return first.startswith(".") or (first in ("releases", "provisional") and len(inside.parts) == 3)


def _orphan(folder: str) -> Problem:
    return Problem(
        "release_orphan",
        Severity.NOTE,
        "this folder belongs to no release: a freeze that was interrupted left it",
        Where(file=folder),
        fix="nothing to do: the next freeze replaces it",
    )


def _wrong(code: str, found: str, file: str = "", fix: str = _RESTORE) -> Problem:
    return Problem(code, Severity.ERROR, found, Where(file=file), fix=fix)

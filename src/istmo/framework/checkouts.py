"""A draft as a folder to be edited with any program: written out, and taken back without overwriting what others wrote.

The folder keeps a note of what each file said when it was written out. What somebody else changed in the draft since is
never replaced: it is told, and nothing is taken.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from istmo.framework import drafts, queries, services
from istmo.framework.models import Draft
from istmo.kernel.problem import WrongUse
from istmo.people.models import User
from istmo.vault.writing import write_whole

#: The note in the folder; no file of a framework.
NOTE = ".istmo-draft.json"


@dataclass(frozen=True)
class Back:
    """A folder that comes back: its draft, the files that are other than when they were written out, and those that are gone."""

    draft: Draft
    changed: dict[str, str]
    gone: Sequence[str]
    seen: dict[str, str]


def write_out(draft: Draft, out: Path) -> list[str]:
    """Write the files of a draft into a new or empty folder; their paths. WrongUse where something lies there."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WrongUse(
            f"{out} is there and not empty. Name a new folder, so that nothing of yours is overwritten."
        )
    texts = drafts.texts(draft)
    out.mkdir(parents=True, exist_ok=True)
    drafts.write_out(texts, out)
    _note(out, draft, texts)
    return sorted(texts)


def read(folder: Path) -> Back:
    """What a folder says against what was written out. WrongUse where it is none that was; InputProblem for what is no text."""
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        number, seen = int(told["draft"]), dict(told["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongUse(
            f"{folder} is no folder of a draft. Write one first: istmo framework checkout NUMBER --out FOLDER."
        ) from error
    texts = drafts.of_folder(folder)
    changed = {path: text for path, text in texts.items() if drafts.hash_of(text) != seen.get(path)}
    return Back(queries.draft(number), changed, sorted(set(seen) - set(texts)), seen)


def take_back(back: Back, folder: Path, *, by: User, at: datetime) -> None:
    """Take every changed file into the draft, all or none; WrongUse where somebody else changed one of them meanwhile."""
    nothing = drafts.hash_of("")
    with transaction.atomic():
        for path, text in sorted(back.changed.items()):
            seen = back.seen.get(path, nothing)
            services.replace_file(draft=back.draft, path=path, text=text, seen=seen, by=by, at=at)
    _note(folder, back.draft, drafts.of_folder(folder))


def _note(folder: Path, draft: Draft, texts: dict[str, str]) -> None:
    told = {"draft": draft.pk, "files": {path: drafts.hash_of(text) for path, text in sorted(texts.items())}}
    write_whole(folder / NOTE, json.dumps(told, indent=1).encode())

"""Why something of a framework changed, as its authors say it in changes.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from istmo.framework.conflict import item_of
from istmo.spec import edits
from istmo.spec.folder import CHANGES, FRAMEWORKS


@dataclass(frozen=True)
class Reason:
    """Why something of a framework changed: kind and code as `compare` tells them; field "" is all of that kind."""

    framework: str
    kind: str
    code: str
    reason: str
    field: str = ""


def with_reasons(told: Mapping[str, str], reasons: Sequence[Reason]) -> dict[str, str]:
    """The files with the reasons in the changes.yaml of each framework; one given before is replaced."""
    files = dict(told)
    for one in reasons:
        path = f"{FRAMEWORKS}/{one.framework}/{CHANGES}"
        said = {"kind": one.kind, "of": one.code, "field": one.field or None, "reason": one.reason}
        name = "changes:" + "/".join(part for part in (one.kind, one.code, one.field) if part)
        text = files.get(path, "")
        if text.strip() and item_of(path, text, name):
            files[path] = edits.set_fields(path, text, name, {"reason": one.reason})
        else:
            files[path] = edits.add(path, text, "changes", said)
    return files

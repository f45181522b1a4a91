"""The page of all checks, made from their files: `python -m istmo.collect.checks._page OUT` writes it."""

import sys
from pathlib import Path

from istmo.collect.checks._catalogue import Check, all_checks
from istmo.kernel.problem import Severity

_START = """\
# Checks

Made from the files of `collect/checks`; do not edit. `istmo submission check FILE --framework PATH` runs all of them.

An **error** stops a submission. A **warning** or a **note** travels with it: the reviewer and the reader see it. A check
that lacks what it compares with (the last release, say) is told as *not checked*, which is not *nothing found*.
Of other publishers' own indicators only faults are told: checks of judgement pass them over, and say so below.
What a file cannot even be read for, such as a value that is not a number, is told by its reader before any check runs.
"""

_SEVERITIES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.NOTE: "Notes"}
_WALKS = {"new": "figures", "money": "transactions", "headers": "headers of the file"}


def page() -> str:
    """The whole page: a list of all checks, then each with why it matters, how to mend it, and what fails it."""
    lines = [_START]
    for severity, heading in _SEVERITIES.items():
        chosen = [check for check in all_checks() if check.severity is severity]
        lines += [f"{heading}: " + " · ".join(f"[{c.code}](#{c.code})" for c in chosen), ""]
    for check in all_checks():
        lines += _entry(check)
    return "\n".join(lines)


def _entry(check: Check) -> list[str]:
    over = " and ".join(_WALKS[name] for name in check.over)
    beside = [name for name in check.needs if name in ("last", "call")]
    compared = {"last": "the last release", "call": "the year asked about"}
    needs = f", compared with {' and '.join(compared[name] for name in beside)}" if beside else ""
    theirs = "" if check.others or "new" not in check.over else "; not of other publishers' own indicators"
    lines = [
        f"## {check.code}",
        "",
        f"**{check.title}** · {check.severity} · {over}{needs}{theirs}",
        "",
        check.page,
        "",
    ]
    if check.last:
        lines += ["In the last release:", "", "```csv", check.last.rstrip(), "```", ""]
    return [*lines, "Found in:", "", "```csv", check.fails.rstrip(), "```", ""]


def main() -> None:
    """Write the page to the path given."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

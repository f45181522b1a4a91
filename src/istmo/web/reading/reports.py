"""The report of a release: the one that was published if there is one, else made now from the same release."""

from functools import lru_cache
from pathlib import Path

from istmo.publish.style import policy, style_of
from istmo.release.reader import open_release


def page(folder: Path, published: Path) -> str:
    """`published` as it was sent out, or the report of the release in `folder`."""
    if published.is_file():
        return published.read_text("utf-8")
    return _made(folder)


@lru_cache(maxsize=4)
def _made(folder: Path) -> str:
    """A release never changes, so neither does its report: it is made once a process."""
    from istmo.publish import report  # brings in the drawing engine, which no other page waits for

    release = open_release(folder)
    try:
        return report.render(release)
    finally:
        release.close()


def policy_of(text: str) -> str:
    """The policy that allows the style sheet inside a report and nothing else."""
    return policy(style_of(text))

"""The mark of an exercise: no table, picture or sheet of it can be copied without the word.

It is set where a page is whole, by what its elements are, so that no section can forget it.
"""

import re
from html import escape

from istmo.publish.words import Words
from istmo.release.reader import Release

_CAPTION = re.compile(r"<(caption|figcaption)( [^>]*)?>")
_NAMES = re.compile(r'<title id="[^"]*">|<div class="panels"[^>]* aria-label="')


def of(release: Release, words: Words) -> str:
    """What every sheet of an exercise says; empty for any other release."""
    return (
        words.say("illustrative: an exercise, its agencies and figures are invented")
        if release.manifest.illustrative
        else ""
    )


def marked(page: str, mark: str) -> str:
    """The page with the mark's first word in every caption and in the name of every picture."""
    if not mark:
        return page
    word = escape(mark.partition(":")[0])
    page = _CAPTION.sub(lambda found: f'{found[0]}<span class="tag hole">{word}</span> ', page)
    return _NAMES.sub(lambda found: f"{found[0]}{word}: ", page)

"""What checks, readers and refusals say, in the language of a page, a workbook or a mail.

Those who find a problem speak English, and their texts are kept so. The catalogue `problems` holds the sentences of their
code with gaps (`docs/problems.py` reads them off it); here a text is read back to its sentence and said anew. What is
quoted is the reporter's own and stays as it is; what fits no sentence is marked as English (`publish.foreign`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from istmo.formats import door
from istmo.formats.door import Limits
from istmo.kernel.problem import Problem
from istmo.kernel.schema import KINDS, ROLES, STAGES
from istmo.publish import words
from istmo.publish.foreign import OPEN, capital, english, plain
from istmo.publish.reading_back import ReadingBack

#: Codes, numbers and names of columns, alone or as a list, and a path into a file such as `indicators 3, preset`.
_CODES = re.compile(r"[^\s“”]+( \d+)?(, [^\s“”]+( \d+)?)*")
#: Codes that a sentence tells as words.
_NAMED = {*ROLES, *STAGES, *KINDS}
#: A whole problem that was kept as one text: its place, its sentences, how often.
_TIMES = re.compile(r" \((\d+ times(?:; also rows [\d, ]+)?)\)$")
_ENDS = re.compile(r"(?<=[.?!]) (?=[A-Z“])")
#: A place begins with a file or a sheet, or ends with a row or the reporter's header.
_PLACE = re.compile(r"[^“”]*(\.\w{2,7}|\.\w{2,7}, .*|![A-Z]+\d*|\brow \d+)|.*\(“.*”\)")
_ROW = re.compile(r"\brow \d+")
#: So many sentences may be one of ours.
_TOGETHER = 4


def said(text: str, lang: str) -> str:
    """A short text of a problem; what cannot be said is marked as English."""
    if lang == "en" or not text:
        return text
    found = _reading(lang).found(text)
    return english(text) if found is None else found


def sentence(problem: Problem, lang: str) -> str:
    """The whole problem, with its place and how often."""
    return problem.told(lambda text: said(text, lang))


def remark(problem: Problem, lang: str) -> str:
    """The problem for those who see its place."""
    return problem.told(lambda text: said(text, lang), place=False)


def spoken(problem: Problem, lang: str) -> Problem:
    """The problem with its texts in a language, for where nothing can say that a word is English: a workbook."""
    found, expected, why, fix = (
        plain(said(text, lang)) for text in (problem.found, problem.expected, problem.why, problem.fix)
    )
    return replace(problem, found=found, expected=expected, why=why, fix=fix)


def give_back(
    path: Path, problems: Sequence[Problem], out: Path, *, lang: str, limits: Limits = door.USUAL
) -> None:
    """A reporter's file with these problems in its cells, as :func:`door.give_back`, all of it in a language."""
    told = [spoken(problem, lang) for problem in problems]
    wording = {name: plain(said(text, lang)) for name, text in door.ENGLISH.items()}
    door.give_back(path, told, out, limits=limits, wording=wording)


def again(text: str, lang: str) -> str:
    """Sentences that were told in English as one text, with a place before them or without; others as they are.

    A text that is in the language already, or that nobody of ours has made, comes back as it is.
    """
    if lang == "en" or not text:
        return text
    times = _TIMES.search(text)
    body = text[: times.start()] if times else text
    told = next(
        filter(None, (read(body, lang, sure) for sure in (True, False) for read in (_placed, _sentences))),
        None,
    )
    if told is None:
        return text
    return f"{told} ({said(times[1], lang)})" if times else told


def _placed(text: str, lang: str, sure: bool) -> str | None:
    """`figures.csv, row 3: the file holds no figures.`"""
    for joint in re.finditer(": ", text):
        place = text[: joint.start()]
        told = _sentences(text[joint.end() :], lang, sure) if _PLACE.fullmatch(place) else None
        if told is not None:
            where = _ROW.sub(lambda row: said(row[0], lang), place)
            return f"{where}: {told}"
    return None


def _sentences(text: str, lang: str, sure: bool) -> str | None:
    """Sentences one behind the other, all of them ours, the longest first; `sure`: nothing of them is left in English."""
    parts, out = _ENDS.split(text), []
    while parts:
        read = ((n, _one(" ".join(parts[:n]), lang)) for n in range(min(len(parts), _TOGETHER), 0, -1))
        number, told = next(((n, one) for n, one in read if one and not (sure and OPEN in one)), (0, ""))
        if not told:
            return None
        out.append(told)
        parts = parts[number:]
    return " ".join(out)


@cache
def _one(text: str, lang: str) -> str | None:
    """One sentence, with its full stop and its capital letter or without."""
    reading = _reading(lang)
    bare = text.removesuffix(".")
    stop = text[len(bare) :]
    small = bare[:1].lower() + bare[1:]
    read = [
        (capital(found) if as_capital else found) + end
        for tried, end, as_capital in ((bare, stop, False), (text, "", False), (small, stop, True))
        if (found := reading.found(tried)) is not None and found not in (tried, english(tried))
    ]
    return min(read, key=lambda found: found.count(OPEN), default=None)


@cache
def _reading(lang: str) -> ReadingBack:
    sentences = words.messages(lang, "problems")
    report = words.Words(lang)

    def known(text: str) -> str | None:
        if text in sentences:
            return sentences[text]
        if not _CODES.fullmatch(text):
            return None
        thing, _, number = text.rpartition(" ")
        if number.isdigit() and f"{thing} %(1)s" in sentences:  # `row 3`, and no path
            return sentences[f"{thing} %(1)s"] % {"1": number}
        return report.say(text) if text in _NAMED else text

    return ReadingBack(sentences, known, strictly=True)

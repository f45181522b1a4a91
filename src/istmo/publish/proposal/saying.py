"""How a sentence ties a result to assistance, in a few words of its own; whether it is preliminary, a record or a plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from istmo.publish.draft import wording
from istmo.publish.draft.language import Language
from istmo.publish.draft.tokens import Kind, Token, tokens

#: What assistance did may stand far behind it: assistance to 900 firms in two districts … created.
_REACH = 20
#: Within so many words somebody who helps is named.
_AROUND = 40
#: Never as many words in a row as could be a sentence of somebody else's.
_MOST = 7
#: A word joined by hyphens is as many as it joins.
_WORD = re.compile(r"\w+")
_BETWEEN, _BEFORE_DOER = 3, ("u.s", "us", "our", "american", "the")


@dataclass(frozen=True)
class Said:
    """wording: `causal`, `contributory` or `none`, a guess; words: those that say so; cites: whom the sentence
    names as the source; is_general: of a program at large."""

    wording: str
    words: str
    is_preliminary: bool
    is_record: bool
    is_planned: bool
    is_general: bool
    cites: str = ""


def said(text: str, language: Language) -> Said:
    """What a sentence says of its numbers."""
    read = tokens(text)
    strength, words = _tied(text, read, language)
    return Said(
        strength,
        words,
        _has(read, "preliminary", language),
        _has(read, "record", language),
        any(token.low in language.words["planned"] for token in read),
        bool(words)
        and words.split()[-1].casefold() in language.words["general"]
        and strength == "contributory",
        _cites(text, read, language),
    )


def _has(read: Sequence[Token], name: str, language: Language) -> bool:
    return any(language.told[name].at(read, at) for at in range(len(read)))


def _cites(text: str, read: Sequence[Token], language: Language) -> str:
    """The few words behind `according to`, up to the next mark: whom the number is from."""
    behind = next(
        (found[1] for at in range(len(read)) if (found := language.told["cites"].at(read, at))), None
    )
    if behind is None:
        return ""
    named = list(takewhile(lambda token: token.kind is Kind.WORD, read[behind : behind + _MOST - 1]))
    return text[named[0].start : named[-1].end] if named else ""


def _tied(text: str, read: Sequence[Token], language: Language) -> tuple[str, str]:
    helped = next(
        ((at, behind) for at in range(len(read)) if (behind := _helped(read, at, language)) is not None), None
    )
    strong = wording.strong(text, language, reach=_REACH)
    if strong and (helped is None or strong[0].start < read[helped[0]].start):
        return "causal", _few(text, read, strong[0].start, strong[0].end)
    if helped is not None:
        return "contributory", _few(text, read, read[helped[0]].start, read[helped[1] - 1].end)
    return "none", ""


def _helped(read: Sequence[Token], at: int, language: Language) -> int | None:
    """The token behind `helped reduce`, `with U.S. support`, `U.S.-supported`."""
    soft = language.contributory.at(read, at)
    if soft and _is_deed(read, at, language):
        return soft[1]
    if read[at].low in language.words["helped"] and at and read[at - 1].text == "-":
        return at + 1
    return _with_help(read, at, language) if read[at].low in language.words["with"] else None


def _with_help(read: Sequence[Token], at: int, language: Language) -> int | None:
    words = takewhile(lambda n: read[n].kind is Kind.WORD, range(at + 1, min(at + 2 + _BETWEEN, len(read))))
    return next((n + 1 for n in words if read[n].low in language.words["help"]), None)


def _is_deed(read: Sequence[Token], at: int, language: Language) -> bool:
    """Whether somebody who helps is named in the sentence: roots supported the wall says nothing of assistance."""
    others = (*read[max(at - _AROUND, 0) : at], *read[at + 1 : at + _AROUND])
    return any(token.low in language.doers or token.low in ("u.s", "us") for token in others)


def _few(text: str, read: Sequence[Token], start: int, end: int) -> str:
    """The words from one to the other, with whose it is before them; the middle is left out where they are many."""
    inside = [token for token in read if start <= token.start and token.end <= end]
    before = [token for token in read if token.end <= start][-1:]
    if before and before[0].low in _BEFORE_DOER and before[0].low != "the":
        inside = [before[0], *inside]
    first, last = inside[0], inside[-1]
    if len(_WORD.findall(text[first.start : last.end])) <= _MOST:
        return " ".join(text[first.start : last.end].split())
    opening = inside[1] if len(inside) > 2 and inside[0].low in _BEFORE_DOER else first
    return f"{text[first.start : opening.end]} … {last.text}"

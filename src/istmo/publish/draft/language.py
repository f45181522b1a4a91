"""How a language writes numbers and ties results to their causes: one file of `languages/` each, found by its name."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from istmo.kernel.problem import WrongUse
from istmo.publish.draft.tokens import Phrases

#: Lists of phrases by which a claim says more of its number.
_TOLD = ("preliminary", "record", "cites", "first_half", "second_half")
_FOLDER = files("istmo.publish.draft") / "languages"


@dataclass(frozen=True)
class Language:
    """The lists of one language, ready for looking up. Numbers are whole; words are in small letters."""

    code: str
    decimal: str
    thousands: str
    firm: bool
    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    parts: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    qualifiers: Phrases
    behind: Phrases
    units: Phrases
    in_phrases: Phrases
    fiscal: Phrases
    directions: Mapping[str, str]
    causal: Phrases
    contributory: Phrases
    doers: frozenset[str]
    deeds: Phrases
    stop: frozenset[str]
    months: Mapping[str, int]
    told: Mapping[str, Phrases]

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words that something can begin with that holds a number and is no figure."""
        return self.words["references"] | self.words["months"] | self.words["nth"] | self.fiscal.firsts


def known() -> tuple[str, ...]:
    """The languages there are."""
    return tuple(sorted(file.name[:-5] for file in _FOLDER.iterdir() if file.name.endswith(".toml")))


@cache
def language(code: str) -> Language:
    """The language of that code; WrongUse if there is none."""
    if code not in known():
        raise WrongUse(f"Texts in “{code}” cannot be checked yet. There are {', '.join(known())}.")
    told: dict[str, Any] = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    qualifiers, wording = told["qualifiers"], told["wording"]
    behind = {name: qualifiers.pop(name) for name in ("more", "less")}
    return Language(
        code,
        told["decimal"],
        told["thousands"],
        told["firm"],
        told["cardinals"],
        told["scales"],
        told["letters"],
        told["parts"],
        {name: frozenset(listed) for name, listed in told["words"].items()},
        _phrases(qualifiers),
        _phrases(behind),
        _phrases({**told["units"], **told["currencies"]}),
        _phrases({"in": told["words"]["in"]}),
        _phrases({"fiscal": told["words"]["fiscal"]}),
        {word: way for way, listed in told["directions"].items() for word in listed},
        _phrases({"causal": wording["causal"]}),
        _phrases({"contributory": wording["contributory"]}),
        frozenset(wording["doers"]),
        _phrases({"deed": wording["deeds"]}),
        frozenset(told["stop"]["words"]),
        told["month_numbers"],
        {name: _phrases({name: told["words"][name]}) for name in _TOLD},
    )


def _phrases(lists: Mapping[str, Sequence[str]]) -> Phrases:
    return Phrases((phrase, name) for name, listed in lists.items() for phrase in listed)

"""Which node or indicator of the earlier version is which of the later: by mapping, by code, by wording.

Wording is compared by rapidfuzz, words in any order; only what neither mapping nor code has paired is compared so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

#: From this likeness on (0 to 100, words sorted) two names or texts are taken for the same thing reworded.
ALIKE = 72
#: Of so many pairs every one is compared; of more only those with the most words in common, MOST for each.
EVERY_PAIR, MOST = 1_000_000, 30
#: Of a node that looks split: so much of each part's name comes from it, and of its own name from the parts.
PART, WHOLE = 0.6, 0.6
_WORD = re.compile(r"\w{3,}")
#: Words that say nothing of what a node is about.
_EMPTY = frozenset(
    [
        "and",
        "the",
        "for",
        "against",
        "with",
        "from",
        "into",
        "more",
        "less",
        "better",
        "over",
        "under",
        "para",
        "los",
        "las",
        "con",
        "por",
        "una",
        "del",
        "más",
    ]
)


@dataclass(frozen=True)
class Declared:
    """What authors say became of an old node or indicator. fate: kept, reworded, split, merged or dropped."""

    old: str
    fate: str
    new: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Pair:
    """The same thing in both versions; by: code, mapping or wording."""

    old: str
    new: str
    by: str


@dataclass(frozen=True)
class Parted:
    """Several for one: old ones that became one new, or new ones that one old became."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    by: str


@dataclass
class Pairing:
    """What became of what. `dropped` and `added` are in the order of their authors."""

    pairs: list[Pair] = field(default_factory=list)
    splits: list[Parted] = field(default_factory=list)
    merges: list[Parted] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def now(self) -> dict[str, tuple[str, ...]]:
        """Old code -> what it is now; empty for what was dropped."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.dropped, ())
        found |= {pair.old: (pair.new,) for pair in self.pairs}
        for parted in (*self.splits, *self.merges):
            found |= dict.fromkeys(parted.old, parted.new)
        return found


@dataclass(frozen=True)
class Named:
    """What is compared of one thing: its name and its text."""

    title: str
    text: str


def paired(
    old: Mapping[str, Named], new: Mapping[str, Named], declared: Iterable[Declared], *, same_codes: bool
) -> Pairing:
    """Pair the things of two versions. same_codes: a code means the same in both; else its wording must agree too."""
    found, left, came = Pairing(), dict(old), dict(new)
    gone = _declare(found, left, came, declared)
    for code in [code for code in left if code in came]:
        if same_codes or _alike(left[code], came[code]):
            _pair(found, left, came, Pair(code, code, "code"))
    _same_words(found, left, came)
    if len(left) * len(came) <= EVERY_PAIR:
        _parted(found, left, came)
    for pair in _by_wording(left, came):
        _pair(found, left, came, pair)
    order = {code: place for place, code in enumerate(old)}
    found.pairs.sort(key=lambda pair: order[pair.old])
    found.dropped = [code for code in old if code in left or code in gone]
    found.added = list(came)
    return found


def _pair(found: Pairing, left: dict[str, Named], came: dict[str, Named], pair: Pair) -> None:
    found.pairs.append(pair)
    left.pop(pair.old, None)
    came.pop(pair.new, None)


def _declare(
    found: Pairing, left: dict[str, Named], came: dict[str, Named], declared: Iterable[Declared]
) -> set[str]:
    """Take out what authors have told; give what they say was dropped. What names nothing here is left alone."""
    gone: set[str] = set()
    merged: dict[tuple[str, ...], list[str]] = {}
    taken: set[str] = set()
    for one in declared:
        targets = tuple(code for code in one.new if code in came or code in taken)
        if one.old not in left:
            continue
        if one.fate == "dropped" or not targets:
            gone.update({one.old} if one.fate == "dropped" else ())
        elif one.fate == "split":
            found.splits.append(Parted((one.old,), targets, "mapping"))
        elif one.fate == "merged":
            merged.setdefault(targets, []).append(one.old)
        else:
            found.pairs.append(Pair(one.old, targets[0], "mapping"))
        if one.fate == "dropped" or targets:
            left.pop(one.old)
            taken.update(targets)
    found.merges.extend(Parted(tuple(of), targets, "mapping") for targets, of in merged.items())
    for code in taken:
        came.pop(code, None)
    return gone


def _same_words(found: Pairing, left: dict[str, Named], came: dict[str, Named]) -> None:
    """Those whose name is the same, word for word, and told once on either side."""
    theirs = _once(came)
    for title, code in _once(left).items():
        if title in theirs:
            _pair(found, left, came, Pair(code, theirs[title], "wording"))


def _once(of: Mapping[str, Named]) -> dict[str, str]:
    titles: dict[str, list[str]] = {}
    for code, named in of.items():
        titles.setdefault(named.title.casefold(), []).append(code)
    return {title: codes[0] for title, codes in titles.items() if len(codes) == 1 and title}


def _content(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _EMPTY}


def _parted(found: Pairing, left: dict[str, Named], came: dict[str, Named]) -> None:
    """Old ones whose name the names of several new ones make up, and the other way round; what could be both is neither."""
    splits = [Parted((code,), parts, "wording") for code, parts in _wholes(left, came)]
    merges = [Parted(parts, (code,), "wording") for code, parts in _wholes(came, left)]
    both = _codes(splits) & _codes(merges)
    for kept, of in ((found.splits, splits), (found.merges, merges)):
        for parted in of:
            if not both & _codes([parted]):
                kept.append(parted)
                for code in parted.old:
                    left.pop(code, None)
                for code in parted.new:
                    came.pop(code, None)


def _codes(of: Iterable[Parted]) -> set[tuple[str, str]]:
    sides = [(side, code) for parted in of for side in ("old", "new") for code in getattr(parted, side)]
    return set(sides)


def _wholes(wholes: Mapping[str, Named], parts: Mapping[str, Named]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Those whose name is made up of the names of several parts, each of which brings a word of its own."""
    by_word: dict[str, list[str]] = {}
    order = {code: place for place, code in enumerate(parts)}
    words = {code: _content(named.title) for code, named in parts.items()}
    for code, of in words.items():
        for word in of:
            by_word.setdefault(word, []).append(code)
    taken: set[str] = set()
    for code, named in wholes.items():
        name = _content(named.title)
        all_words = name | _content(named.text)
        near = {part for word in name for part in by_word.get(word, ()) if part not in taken}
        fits = [p for p in sorted(near, key=order.__getitem__) if _fits(words[p], all_words)]
        covered = set[str]().union(*(words[part] & name for part in fits))
        own = [p for p in fits if (words[p] & name) - set[str]().union(*(words[o] for o in fits if o != p))]
        if len(own) > 1 and own == fits and len(covered) >= WHOLE * len(name) and len(name) > 1:
            taken.update(fits)
            yield code, tuple(fits)


def _fits(part: set[str], whole: set[str]) -> bool:
    return len(part & whole) >= PART * len(part)


def _sorted(text: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", text.casefold())))


def _alike(one: Named, other: Named) -> bool:
    pairs = ((one.title, other.title), (one.text, other.text))
    return any(a and b and fuzz.ratio(_sorted(a), _sorted(b)) >= ALIKE for a, b in pairs)


def _by_wording(left: Mapping[str, Named], came: Mapping[str, Named]) -> Sequence[Pair]:
    """The likest first, each once; names and texts count alike."""
    found: list[tuple[float, str, str, str, str]] = []
    for of in ("title", "text"):
        mine = {code: words for code, named in left.items() if (words := _sorted(getattr(named, of)))}
        theirs = {code: words for code, named in came.items() if (words := _sorted(getattr(named, of)))}
        near = _near(mine, theirs)
        for code, words in mine.items():
            choices = theirs if near is None else {other: theirs[other] for other in near[code]}
            alike = process.extract(
                words, choices, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=10
            )
            # The order of equals is that of the two codes, whichever is the earlier version.
            found += [(-score, *_in_order(code, other), code, other) for _, score, other in alike]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, code, other in sorted(found):
        if code not in pairs and other not in taken:
            pairs[code] = other
            taken.add(other)
    return [Pair(code, other, "wording") for code, other in pairs.items()]


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _near(mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, list[str]] | None:
    """By code, those with the most words in common, words that most have left out; None where every pair can be compared."""
    if len(mine) * len(theirs) <= EVERY_PAIR:
        return None
    by_word: dict[str, list[str]] = {}
    for code, words in theirs.items():
        for word in set(words.split()):
            by_word.setdefault(word, []).append(code)
    usual = len(theirs) // 20
    return {
        code: [other for other, _ in _shared(words, by_word, usual).most_common(MOST)]
        for code, words in mine.items()
    }


def _shared(words: str, by_word: Mapping[str, list[str]], usual: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    for word in set(words.split()):
        others = by_word.get(word, [])
        if len(others) <= usual:
            counted.update(others)
    return counted

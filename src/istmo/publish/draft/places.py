"""Which places a text names, under any of their names, and which places are parts of one another."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from istmo.publish.draft.tokens import Token, tokens
from istmo.publish.draft.vocabulary import stem

#: Letters that a name and the word for its people share: Nicaragua, Nicaraguans.
_SHARED = 6
_LEAST = 5


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    codes: frozenset[str]


class Atlas:
    """The places of a release."""

    def __init__(
        self, names: Iterable[tuple[str, str]], parents: Mapping[str, str], members: Iterable[tuple[str, str]]
    ) -> None:
        """Pairs of a name and a code; of a place the one it lies in; pairs of a group and its member."""
        self._parents = dict(parents)
        self._groups: dict[str, set[str]] = {}
        for group, member in members:
            self._groups.setdefault(group, set()).add(member)
        by_name: dict[tuple[str, ...], set[str]] = {}
        for name, code in names:
            words = tuple(token.low for token in tokens(name))
            if words:
                by_name.setdefault(words, set()).add(code)
        self._by_first: dict[str, list[_Name]] = {}
        for words, codes in by_name.items():
            self._by_first.setdefault(words[0][:_LEAST], []).append(_Name(words, frozenset(codes)))
        for listed in self._by_first.values():
            listed.sort(key=lambda name: -len(name.words))
        self._inside = {code: self._named_inside(words) for words, codes in by_name.items() for code in codes}

    def named(self, read: Sequence[Token]) -> list[tuple[int, frozenset[str]]]:
        """Where among the tokens a place is named, and its codes."""
        found, at = [], 0
        while at < len(read):
            name = next(
                (n for n in self._by_first.get(read[at].low[:_LEAST], ()) if _stands(n.words, read, at)), None
            )
            if name:
                found.append((at, name.codes))
            at += len(name.words) if name else 1
        return found

    def _named_inside(self, words: tuple[str, ...]) -> frozenset[str]:
        """The places that the name of a place names: a border crossing names two countries."""
        read = tokens(" ".join(words))
        inside: set[str] = set()
        for first in range(len(read)):
            for name in self._by_first.get(read[first].low[:_LEAST], ()):
                if len(name.words) < len(read) and _stands(name.words, read, first):
                    inside |= name.codes
        return frozenset(inside)

    def about(self, code: str) -> Set[str]:
        """A place with all that hold it, that lie in it, and that its name names."""
        return self._above(code) | self._below(code) | self._inside.get(code, frozenset())

    def is_near(self, code: str, named: Iterable[str]) -> bool:
        """Whether one of the places named is this place, holds it, lies in it or is named by it."""
        about = self.about(code)
        return any(one in about for one in named)

    def _above(self, code: str) -> set[str]:
        found, waiting = set(), [code]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            waiting += [group for group, members in self._groups.items() if one in members]
            if parent := self._parents.get(one):
                waiting.append(parent)
        return found

    def _below(self, code: str) -> set[str]:
        found, waiting = set(), [code]
        children: dict[str, set[str]] = {}
        for child, parent in self._parents.items():
            children.setdefault(parent, set()).add(child)
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            waiting += [*self._groups.get(one, ()), *children.get(one, ())]
        return found


def _stands(words: Sequence[str], read: Sequence[Token], at: int) -> bool:
    """Whether a name stands at a token: word for word, the last one also as its people (Costa Rican)."""
    if at + len(words) > len(read):
        return False
    *first, last = words
    if any(read[at + number].low != word for number, word in enumerate(first)):
        return False
    told = read[at + len(words) - 1]
    if told.low == last:
        return len(last) > 2 or told.text.isupper()
    is_people = (
        len(last) >= _LEAST - 1
        and told.text[:1].isupper()
        and told.low.startswith(last[:_SHARED][: max(len(last) - 1, 4)])
    )
    return is_people and bool(stem(last))

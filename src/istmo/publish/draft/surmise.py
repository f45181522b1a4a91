"""What a number in a text is about, judged by the words around it, the places and the years it names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from istmo.publish.draft import closeness
from istmo.publish.draft.facts import Fact, Facts, by_topic
from istmo.publish.draft.language import Language
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.places import Atlas
from istmo.publish.draft.tokens import Token, seen, tokens
from istmo.publish.draft.vocabulary import Vocabulary, stems_of

_YEAR = re.compile(r"(?<![0-9.,$])(?:19|20)[0-9]{2}(?![0-9.,]*[0-9%])")
_SHORT_YEAR = re.compile(r"\b((?:19|20)[0-9]{2})[-–/]([0-9]{2})\b|\bFY ?([0-9]{2})\b")
#: How much a word counts by its distance in tokens from the number; a heading counts like a far word.
_NEAR, _FAR = (6, 1.0), (14, 0.6)
#: Tokens on either side that a number's context reaches to: a sentence, or a part of a text that has none.
_REACH = 45
_FARTHER, _ABOVE, _HEADING = 0.4, 0.9, 0.3


@dataclass(frozen=True)
class Context:
    """What stands around one number: weights of stems, places and years named. is_told: the places are of its own sentence."""

    stems: dict[str, float]
    places: frozenset[str]
    years: frozenset[int]


@dataclass(frozen=True)
class Guess:
    """A fact with how much speaks for it. place: 2 named, 1 near, 0 none named, -1 another; year: 1, 0, -1 alike."""

    fact: Fact
    words: float
    place: int
    year: int

    @property
    def total(self) -> float:
        """All of it together; a figure says more than words about it."""
        return self.words + 0.7 * self.place + 0.4 * self.year + 0.3 * self.fact.is_figure


@lru_cache(maxsize=1 << 12)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


def context(said: str, at: int, above: str, heading: str, known: "Knowledge") -> Context:
    """The context of the number at character `at` of a sentence, with what stands above its cell or paragraph."""
    read = _tokens(said)
    position = bisect_right(read, at, key=lambda token: token.end)
    first = max(position - _REACH, 0)
    near = read[first : position + _REACH]
    weights: dict[str, float] = {}
    for number, told in stems_of(near, known.language):
        _raise(weights, told, _weight(abs(first + number - position)))
    for text, weight in ((above, _ABOVE), (heading, _HEADING)):
        for _, told in stems_of(_tokens(text), known.language):
            _raise(weights, told, weight)
    named = [known.atlas.named(part) for part in (near, _tokens(above), _tokens(heading))]
    own = next((found for found in named if found), [])
    places = frozenset(code for _, codes in own for code in codes)
    beside = said[near[0].start : near[-1].end] if near else ""
    return Context(weights, places, frozenset(years_in(f"{beside} {above}")))


def years_in(text: str) -> Iterator[int]:
    """The years a text names."""
    yield from (int(year) for year in _YEAR.findall(seen(text)))
    for first, second, fiscal in _SHORT_YEAR.findall(seen(text)):
        if fiscal:
            yield 2000 + int(fiscal)
        else:
            yield from range(int(first), max(int(first[:2] + second), int(first)) + 1)


def _weight(distance: int) -> float:
    return _NEAR[1] if distance <= _NEAR[0] else _FAR[1] if distance <= _FAR[0] else _FARTHER


def _raise(weights: dict[str, float], told: str, weight: float) -> None:
    weights[told] = max(weights.get(told, 0.0), weight)


def _families(topics: Mapping[str, Mapping[str, float]]) -> dict[str, set[str]]:
    """The words of topics, all cells of one table together: how many cells have a word says nothing of it."""
    found: dict[str, set[str]] = {}
    for topic, words in topics.items():
        found.setdefault(topic.rpartition("|")[0] or topic, set()).update(words)
    return found


class Knowledge:
    """The facts of a release, laid out to be found by value and by words."""

    def __init__(self, facts: Facts, atlas: Atlas, language: Language) -> None:
        """Sort and index them."""
        self.language, self.atlas, self.topics = language, atlas, facts.topics
        self.vocabulary = Vocabulary(_families(facts.topics).values())
        self._by_value = sorted(facts.every, key=lambda fact: abs(fact.value))
        self._values = [abs(fact.value) for fact in self._by_value]
        self._by_topic = by_topic(facts.every)
        self._with: dict[str, list[str]] = {}
        for topic, told in facts.topics.items():
            if topic in self._by_topic:
                for word in told:
                    self._with.setdefault(word, []).append(topic)

    def with_value(self, mention: Mention, around: Context) -> list[Guess]:
        """The facts the mention may stand for, the likeliest first."""
        found = {}
        for low, high in closeness.reach(mention):
            for at in range(bisect_left(self._values, low), bisect_right(self._values, high)):
                fact = self._by_value[at]
                if closeness.is_told(mention, fact.value, fact.unit):
                    found[at] = self._guess(fact, around)
        return sorted(found.values(), key=lambda guess: -guess.total)

    def with_words(self, mention: Mention, around: Context) -> list[Guess]:
        """The facts in the mention's unit that the words around it speak of, the likeliest first."""
        topics = {topic for word in around.stems for topic in self._with.get(word, ())}
        guesses = []
        for topic in topics:
            if self._words(topic, around) < 0.8:
                continue
            guesses += [
                self._guess(fact, around)
                for fact in self._by_topic[topic]
                if closeness.units_agree(mention, fact.unit) and closeness.is_alike(mention, fact.value)
            ]
        return sorted(guesses, key=lambda guess: -guess.total)

    def topics_told(self, around: Context) -> Iterator[tuple[str, float]]:
        """The topics that the words speak of, with how much."""
        for topic in {topic for word in around.stems for topic in self._with.get(word, ())}:
            yield topic, self._words(topic, around)

    def facts_of(self, topic: str) -> Sequence[Fact]:
        """The facts of a topic."""
        return self._by_topic.get(topic, [])

    def _guess(self, fact: Fact, around: Context) -> Guess:
        return Guess(
            fact, self._words(fact.topic, around), self._place(fact, around.places), _year(fact, around.years)
        )

    def _words(self, topic: str, around: Context) -> float:
        """How much of what tells speaks of the topic: 1 is one near word that no other topic has."""
        told = self.topics.get(topic, {})
        shared = told.keys() & around.stems.keys()
        return (
            sum(told[word] * around.stems[word] * self.vocabulary.weight(word) for word in shared)
            / self.vocabulary.most
        )

    def _place(self, fact: Fact, named: Iterable[str]) -> int:
        named = set(named)
        if not named or not fact.place:
            return 0
        if fact.place in named:
            return 2
        return 1 if self.atlas.is_near(fact.place, named) else -1


def _year(fact: Fact, years: frozenset[int]) -> int:
    if not years or not fact.years:
        return 0
    return 1 if fact.years & years else -1

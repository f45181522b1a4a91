"""What each number of a sentence is: in our papers as it was, in the facts of the release, changed, stale or unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from istmo.publish.draft.closeness import is_told
from istmo.publish.draft.facts import Fact
from istmo.publish.draft.findings import CHANGED, STALE, UNKNOWN
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.surmise import Context, Guess, Knowledge
from istmo.publish.draft.surroundings import Said, Spot, Surroundings

#: How much words must speak for a fact: to find a number in it, to find a telling number, to say that it was changed.
FOUND, TELLING, STRONG = 0.45, 0.15, 1.1
#: How much more must speak for another figure than for the one whose value a number happens to have.
RIVAL = 0.7
#: How much less may speak for a figure that is told first, and for another one that is told too.
_FIGURE, _ALIKE = 1.0, 0.2
#: Digits that make a number telling by itself.
_DIGITS = 4
_SHOWN = 3
#: Numbers below it are met by chance.
_LARGE = 1000


@dataclass(frozen=True)
class Verdict:
    """What one number is: the kind of a finding, or empty where the release has it.

    has: what the release says; facts: those it was found in; guess: the likeliest of them, where only words and value
    say so.
    """

    kind: str
    has: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    guess: Guess | None = None

    @property
    def statement(self) -> str:
        """The figure it was found in, if it is one."""
        return self.facts[0].statement if self.facts and self.facts[0].is_figure else ""


@dataclass(frozen=True)
class Asked:
    """One number of a sentence: the mention, what stands around it, and its tokens."""

    mention: Mention
    around: Context
    spots: Sequence[Spot]


class Weigher:
    """Weighs the numbers of one sentence after another."""

    def __init__(self, known: Knowledge, papers: Surroundings, older: Knowledge | None) -> None:
        """What the release has, what its papers say, and what an older release had."""
        self.known, self.papers, self.older = known, papers, older

    def weigh(self, asked: Mapping[int, Asked]) -> dict[int, Verdict]:
        """What the figures of a sentence are; what the release has comes first, so that no other is taken for it."""
        first = {n: verdict for n, one in asked.items() if (verdict := self._first(one))}
        taken = {verdict.statement for verdict in first.values()} - {""}
        told = dict(first)
        for number, one in asked.items():
            if number not in first:
                told[number] = self._otherwise(one, taken)
            elif one.mention.readings[0] < _LARGE and self._is_doubtful(number, first):
                told[number] = self._rival(one, first[number], taken)
        return told

    def in_papers(self, mention: Mention, mine: Sequence[Spot]) -> Verdict | None:
        """What our own papers say in the same place; None where they know no such place."""
        said = [(spot, self.papers.of(spot, is_sure=not mention.is_figure)) for spot in mine]
        known = [(spot, found) for spot, found in said if found]
        differs = [found for spot, found in known if all(one.token != spot.token.low for one in found)]
        others = [one for found in differs for one in found if bool(one.readings) == mention.is_figure]
        if not known or (differs and not others):
            return None
        if not others or any(_same(mention, one) for one in others):
            return Verdict("")
        return Verdict(CHANGED, tuple(dict.fromkeys(f"{one.text} in “{_line(one)}”" for one in others)))

    def _first(self, one: Asked) -> Verdict | None:
        in_papers = self.in_papers(one.mention, one.spots)
        if in_papers and in_papers.kind:
            return in_papers
        in_facts = self._standing(one)
        if in_papers:
            return replace(in_papers, facts=in_facts.facts) if in_facts else in_papers
        return in_facts or self._former(one)

    def _standing(self, one: Asked, left_out: str = "") -> Verdict | None:
        guesses = [
            guess
            for guess in self.known.with_value(one.mention, one.around)
            if not guess.fact.superseded and _holds(one.mention, guess) and guess.fact.statement != left_out
        ]
        if not guesses:
            return None
        return Verdict("", (), tuple(guess.fact for guess in guesses[:_SHOWN]), guesses[0])

    def _former(self, one: Asked) -> Verdict | None:
        """A value that was restated in this release, or that stood in the older one."""
        inside = [g for g in self.known.with_value(one.mention, one.around) if g.fact.superseded]
        before = self.older.with_value(one.mention, one.around) if self.older else []
        told = [g.fact for g in (*inside, *before) if _holds(one.mention, g) and g.words >= FOUND]
        if not told:
            return None
        former = told[0]
        now = [
            f.told
            for f in self.known.facts_of(former.topic)
            if f.statement == former.statement and not f.superseded
        ]
        stands = f"now the release has {now[0]}" if now else "the release no longer has it"
        return Verdict(STALE, (f"it was {former.told};", stands), (former,))

    def _otherwise(self, one: Asked, taken: Iterable[str]) -> Verdict:
        guesses = self._spoken_of(one, taken)
        if not guesses:
            return Verdict(UNKNOWN)
        best = [g.fact for g in guesses if g.fact.is_figure and g.total >= guesses[0].total - _FIGURE]
        best = best or [g.fact for g in guesses if g.total >= guesses[0].total - _ALIKE]
        return Verdict(CHANGED, tuple(dict.fromkeys(fact.told for fact in best))[:_SHOWN], (best[0],))

    def _spoken_of(self, one: Asked, taken: Iterable[str]) -> list[Guess]:
        """The facts that the words strongly speak of, whatever their value, but for those that other numbers told."""
        others = set(taken)
        return [
            guess
            for guess in self.known.with_words(one.mention, one.around)
            if guess.fact.statement not in others and not guess.fact.superseded and guess.words >= STRONG
            and guess.place >= 0 and guess.year >= 0
        ]  # fmt: skip

    def _is_doubtful(self, number: int, first: Mapping[int, Verdict]) -> bool:
        """Whether a number has a value by chance only: words say little, or another number of the sentence tells that figure."""
        own = first[number]
        if own.guess is None:
            return False
        better = (
            v.guess.total if v.guess else own.guess.total + 1
            for n, v in first.items()
            if n != number and v.statement == own.statement
        )
        is_twice = bool(own.statement) and any(total > own.guess.total for total in better)
        is_weak = own.guess.fact.is_figure and own.guess.words < STRONG
        return is_twice or is_weak or own.guess.fact.is_paper

    def _rival(self, one: Asked, own: Verdict, taken: Iterable[str]) -> Verdict:
        """The other figure that the sentence rather speaks of; the verdict itself if there is none."""
        rivals = [guess for guess in self._spoken_of(one, taken) if guess.fact.is_figure and guess.place >= 1]
        if not rivals or own.guess is None or rivals[0].total < own.guess.total + RIVAL:
            return own
        return Verdict(CHANGED, (rivals[0].fact.told,), (rivals[0].fact,))


def _same(mention: Mention, said: Said) -> bool:
    return any(is_told(mention, reading, said.unit) for reading in said.readings)


def _line(said: Said, most: int = 90) -> str:
    told = " ".join(said.line.split())
    return told if len(told) <= most else told[: most - 1] + "…"


def _holds(mention: Mention, guess: Guess) -> bool:
    """Whether the words around a number, or its own digits, say that it is the fact that has its value."""
    if guess.place < 0:
        return False
    if guess.year < 0:
        return guess.words >= STRONG and mention.digits >= _DIGITS - 1
    return guess.words >= FOUND or (mention.digits >= _DIGITS and guess.words >= TELLING)

"""Every number of a text held against what a release has: found, changed, stale or unknown; and wording that is too strong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from istmo.formats.door import Paragraph
from istmo.publish.draft import sentences as split
from istmo.publish.draft import surmise, wording
from istmo.publish.draft.closeness import is_told
from istmo.publish.draft.facts import Fact
from istmo.publish.draft.findings import CAUSAL, CHANGED, STALE, UNKNOWN, Finding
from istmo.publish.draft.marginal import AXIS
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.passages import Passage
from istmo.publish.draft.surmise import Context, Guess, Knowledge
from istmo.publish.draft.surroundings import Said, Spot, Surroundings, spots

#: How much words must speak for a fact: to find a number in it, to find a telling number, to say that it was changed.
FOUND, TELLING, STRONG = 0.45, 0.15, 1.1
#: Digits that make a number telling by itself.
_DIGITS = 4
_SHOWN = 3
#: What is no figure and yet must stand as our papers have it.
_TIMES = ("year", "date", "period")


@dataclass(frozen=True)
class Verdict:
    """What one number is: the kind of a finding, or empty where the release has it. facts: those it was found in."""

    kind: str
    has: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Everything to look at, how many numbers the release has, and how many were no figures, by what they are."""

    findings: tuple[Finding, ...]
    found: int
    no_figures: Counter[str]


@dataclass(frozen=True)
class _Piece:
    """A passage with its numbers and what stands around each of them."""

    passage: Passage
    found: Sequence[Mention]
    spots: Mapping[int, Sequence[Spot]]


class Judge:
    """Holds one text after another against a release."""

    def __init__(self, known: Knowledge, papers: Surroundings, older: Knowledge | None = None) -> None:
        """What the release has, what its papers say, and what an older release had."""
        self.known, self.papers, self.older = known, papers, older

    def judge(self, passages: Sequence[Passage]) -> Outcome:
        """Everything to look at, in the order of the text, and how much there was."""
        language = self.known.language
        told = [(p.paragraph.text, mentions(p.paragraph.text, language, is_cell=p.is_cell)) for p in passages]
        findings: list[Finding] = []
        no_figures: Counter[str] = Counter()
        found = 0
        for passage, (text, numbers), mine in zip(passages, told, spots(told, language), strict=True):
            piece = _Piece(passage, numbers, _by_mention(mine))
            for span in split.sentences(text, language):
                verdicts = self._verdicts(piece, span)
                found += sum(not verdict.kind for verdict in verdicts.values())
                no_figures.update(
                    m.why or passage.margin(m.start)
                    for n, m in enumerate(numbers)
                    if span[0] <= m.start < span[1] and n not in verdicts
                )
                findings += self._findings(piece, span, verdicts)
        return Outcome(tuple(findings), found, no_figures)

    def numbers(self, text: str) -> list[tuple[Mention, Verdict]]:
        """Every number of one paragraph that may be a figure, with what it is."""
        paragraph = Paragraph(text, 0, 1, "")
        piece = _Piece(Passage(paragraph), mentions(text, self.known.language), {})
        spans = split.sentences(text, self.known.language)
        return [
            (piece.found[n], verdict) for span in spans for n, verdict in self._verdicts(piece, span).items()
        ]

    def _verdicts(self, piece: _Piece, span: tuple[int, int]) -> dict[int, Verdict]:
        """Of each number of a sentence what it is; first those the release has, so that no other is taken for them."""
        passage, said = piece.passage, piece.passage.paragraph.text[span[0] : span[1]]
        verdicts: dict[int, Verdict] = {}
        waiting = []
        for number, mention in enumerate(piece.found):
            if not span[0] <= mention.start < span[1]:
                continue
            in_papers = self._in_papers(mention, piece.spots.get(number, ()))
            if not mention.is_figure:
                if in_papers and in_papers.kind and mention.why in _TIMES:
                    verdicts[number] = in_papers
                continue
            around = surmise.context(
                said, mention.start - span[0], passage.above, passage.heading, self.known
            )
            in_facts = None if in_papers and in_papers.kind else self._in_facts(mention, around)
            verdict = in_papers or in_facts
            if in_papers and in_facts and not in_facts.kind:
                verdict = in_facts
            if verdict:
                verdicts[number] = verdict
            else:
                waiting.append((number, around))
        taken = {fact.statement for verdict in verdicts.values() for fact in verdict.facts}
        verdicts |= {
            number: self._otherwise(piece.found[number], around, taken) for number, around in waiting
        }
        return {n: verdict for n, verdict in sorted(verdicts.items()) if not _is_marginal(piece, n, verdict)}

    def _findings(
        self, piece: _Piece, span: tuple[int, int], verdicts: Mapping[int, Verdict]
    ) -> list[Finding]:
        wrong = [
            self._finding(piece, span, piece.found[n], verdict)
            for n, verdict in verdicts.items()
            if verdict.kind
        ]
        return [*wrong, *self._strong(piece, span, list(verdicts.values()))]

    # ── one number ───────────────────────────────────────────────────────────────────────────────────
    def _in_papers(self, mention: Mention, mine: Sequence[Spot]) -> Verdict | None:
        """What our own papers say in the same place; None where they know no such place."""
        said = [(spot, self.papers.of(spot)) for spot in mine]
        if not any(found for _, found in said):
            return None
        others = [
            one
            for spot, found in said
            if found and all(f.token != spot.token.low for f in found)
            for one in found
        ]
        if not others or any(_same(mention, one) for one in others):
            return Verdict("") if mention.is_figure else None
        return Verdict(CHANGED, tuple(dict.fromkeys(f"{one.text} in “{_line(one)}”" for one in others)))

    def _in_facts(self, mention: Mention, around: Context) -> Verdict | None:
        guesses = self.known.with_value(mention, around)
        standing = [guess for guess in guesses if not guess.fact.superseded and _holds(mention, guess)]
        if standing:
            return Verdict("", (), tuple(guess.fact for guess in standing[:_SHOWN]))
        former = [guess for guess in guesses if guess.fact.superseded and _holds(mention, guess)]
        if not former and self.older:
            former = [
                guess
                for guess in self.older.with_value(mention, around)
                if _holds(mention, guess) and guess.words >= FOUND
            ]
        if former:
            now = [
                fact.told
                for fact in self.known.facts_of(former[0].fact.topic)
                if fact.statement == former[0].fact.statement
            ]
            standing_now = f"now the release has {now[0]}." if now else "the release no longer has it."
            return Verdict(STALE, (f"it was {former[0].fact.told};", standing_now), (former[0].fact,))
        return None

    def _otherwise(self, mention: Mention, around: Context, taken: set[str]) -> Verdict:
        guesses = [
            guess
            for guess in self.known.with_words(mention, around)
            if guess.fact.statement not in taken and not guess.fact.superseded and guess.words >= STRONG
            and guess.place >= 0 and guess.year >= 0
        ]  # fmt: skip
        if not guesses:
            return Verdict(UNKNOWN)
        best = [guess for guess in guesses if guess.total >= guesses[0].total - 0.2]
        return Verdict(
            CHANGED, tuple(dict.fromkeys(guess.fact.told for guess in best))[:_SHOWN], (best[0].fact,)
        )

    # ── wording ──────────────────────────────────────────────────────────────────────────────────────
    def _strong(self, piece: _Piece, span: tuple[int, int], verdicts: Sequence[Verdict]) -> list[Finding]:
        said = piece.passage.paragraph.text[span[0] : span[1]]
        words = wording.strong(said, self.known.language)
        about = next((f.context for v in verdicts for f in v.facts[:1] if f.context), "") if words else ""
        if not about:
            return []
        place, start = piece.passage.paragraph, piece.passage.paragraph.start + span[0]
        return [
            Finding(
                CAUSAL, one.text, place.place, said, (f"“{about}”",), start + one.start, start + one.end, place.number, place.part,
                place.start,
            )
            for one in words
        ]  # fmt: skip

    def _finding(self, piece: _Piece, span: tuple[int, int], mention: Mention, verdict: Verdict) -> Finding:
        paragraph = piece.passage.paragraph
        said = paragraph.text[span[0] : span[1]]
        sentence = f"{piece.passage.above} · {said}" if piece.passage.above else said
        start = paragraph.start + mention.start
        return Finding(
            verdict.kind, " ".join(mention.text.split()), paragraph.place, sentence, verdict.has,
            start, paragraph.start + mention.end, paragraph.number, paragraph.part,
            paragraph.start,
        )  # fmt: skip


def _is_marginal(piece: _Piece, number: int, verdict: Verdict) -> bool:
    """Whether it is a number at the edge of the text that is in nothing the release says."""
    mention = piece.found[number]
    why = piece.passage.margin(mention.start) if verdict.kind else ""
    return bool(why) and (not mention.unit or why == AXIS)


def _by_mention(told: Sequence[Spot]) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = {}
    for spot in told:
        found.setdefault(spot.mention, []).append(spot)
    return found


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

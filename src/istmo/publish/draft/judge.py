"""Every number of a text held against what a release has: found, changed, stale or unknown; and wording that is too strong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from istmo.formats.door import Paragraph
from istmo.publish.draft import sentences as split
from istmo.publish.draft import surmise, wording
from istmo.publish.draft.findings import CAUSAL, Finding
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.passages import Passage
from istmo.publish.draft.surmise import Knowledge
from istmo.publish.draft.surroundings import Spot, Surroundings, spots
from istmo.publish.draft.verdicts import Asked, Verdict, Weigher

#: What is no figure and yet must stand as our papers have it.
_TIMES = ("year", "date", "period")


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
        self.known, self.weigher = known, Weigher(known, papers, older)

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
        """Of each number of a sentence what it is."""
        passage, said = piece.passage, piece.passage.paragraph.text[span[0] : span[1]]
        verdicts: dict[int, Verdict] = {}
        asked: dict[int, Asked] = {}
        for number, mention in enumerate(piece.found):
            if not span[0] <= mention.start < span[1]:
                continue
            spots = piece.spots.get(number, ())
            if mention.is_figure:
                at = mention.start - span[0]
                around = surmise.context(said, at, passage.above, passage.heading, self.known)
                asked[number] = Asked(mention, around, spots)
            elif mention.why in _TIMES and (told := self.weigher.in_papers(mention, spots)) and told.kind:
                verdicts[number] = told
        verdicts |= self.weigher.weigh(asked)
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
    return bool(verdict.kind) and bool(piece.passage.margin(mention.start))


def _by_mention(told: Sequence[Spot]) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = {}
    for spot in told:
        found.setdefault(spot.mention, []).append(spot)
    return found

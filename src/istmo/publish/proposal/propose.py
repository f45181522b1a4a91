"""Claims read out of a text: one for every number that stands for a figure, one for an effect told without a number.

They are proposals for a person. What cannot be told clearly is left out of the entry and counted.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from istmo.formats.door import Document
from istmo.kernel.period import UNDATED
from istmo.publish.draft import sentences
from istmo.publish.draft.language import Language
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.passages import Passage, passages
from istmo.publish.draft.tokens import Token, tokens
from istmo.publish.proposal import dated, saying, sums
from istmo.publish.proposal.counted import Counted, counted, short_forms
from istmo.publish.proposal.entry import Proposal
from istmo.publish.proposal.known import Indicator, Known
from istmo.publish.proposal.saying import Said

#: An effect without a number is proposed from sentences of so many words at least: a heading tells none.
_SENTENCE = 6
#: An indicator is named by words so near to the number.
_NEAR = 14
#: What was counted or measured has a date; money and plans tell theirs otherwise.
_DATED = ("result", "context")


@dataclass(frozen=True)
class Read:
    """What was read. left_out: numerals that stand for no figure, by what they are; open_: what no proposal could say.

    standing: codes of the source's own claims that tell the same already, and so are not proposed again.
    """

    proposals: tuple[Proposal, ...]
    sentences: int
    numbers: int
    left_out: Mapping[str, int]
    open_: Mapping[str, int]
    standing: tuple[str, ...]


@dataclass(frozen=True)
class _Sentence:
    """A sentence with what stands above it. span: its characters in the document; start: in its paragraph."""

    text: str
    start: int
    span: tuple[int, int]
    passage: Passage
    read: Sequence[Token]


def propose(document: Document, source: str, known: Known, language: Language) -> Read:
    """What the text of a source claims, in its order."""
    short = short_forms(document.text)
    found: list[Proposal] = []
    left_out: Counter[str] = Counter()
    count = numbers = 0
    for passage in passages(document):
        figures, others = _figures(passage, language)
        left_out.update(others)
        for sentence in _sentences(passage, language):
            mine = _inside(sentence, figures)
            count, numbers = count + 1, numbers + len(mine)
            found += _claims(sentence, mine, (source, short), known, language)
    fresh = [(one, _standing(one, source, known)) for one in found]
    kept = tuple(one for one, stands in fresh if not stands)
    standing = tuple(dict.fromkeys(stands for _, stands in fresh if stands))
    return Read(kept, count, numbers, dict(sorted(left_out.items())), _open(kept), standing)


def _figures(passage: Passage, language: Language) -> tuple[list[Mention], list[str]]:
    """The numbers of a paragraph that stand for a figure, and what the others are."""
    figures, others = [], []
    for one in mentions(passage.paragraph.text, language, is_cell=passage.is_cell):
        why = one.why or passage.margin(one.start)
        if why:
            others.append(why)
        else:
            figures.append(one)
    return figures, others


def _sentences(passage: Passage, language: Language) -> Iterator[_Sentence]:
    text, at = passage.paragraph.text, passage.paragraph.start
    for start, end in sentences.sentences(text, language):
        said = text[start:end]
        yield _Sentence(said, start, (at + start, at + end), passage, tokens(said))


def _inside(sentence: _Sentence, figures: Sequence[Mention]) -> list[Mention]:
    """The figures of a sentence, placed in it."""
    start, end = sentence.start, sentence.start + len(sentence.text)
    first, last = (bisect_left(figures, edge, key=lambda one: one.start) for edge in (start, end))
    return [replace(one, start=one.start - start, end=one.end - start) for one in figures[first:last]]


def _claims(
    sentence: _Sentence,
    mine: Sequence[Mention],
    of: tuple[str, Mapping[str, str]],
    known: Known,
    language: Language,
) -> Iterator[Proposal]:
    source, short = of
    told = saying.said(sentence.text, language)
    numbers, parts = sums.split(sentence.text, list(counted(sentence.text, mine, language, short)))
    is_worth = told.wording == "causal" or told.is_preliminary or told.is_record
    is_worth = is_worth or (told.wording == "contributory" and not told.is_general)
    is_effect = not numbers and is_worth and len(sentence.text.split()) >= _SENTENCE
    if not (numbers or is_effect):
        return
    place, when = _place(sentence, known), _when(sentence, language)
    if is_effect:
        kind = _kind(told, None, None, language)
        yield Proposal(sentence.span, told, None, place, "" if when == UNDATED else when, "", kind)
    for at, number in enumerate(numbers):
        indicator = known.indicator(_near(sentence, number), number.unit)
        kind = _kind(told, number, indicator, language)
        twin = known.twin(source, (number.value, number.unit), place, when)
        period = when if when != UNDATED or kind in _DATED else ""
        code = indicator.code if indicator else ""
        yield Proposal(sentence.span, told, number, place, period, code, kind, twin, () if at else parts)


def _place(sentence: _Sentence, known: Known) -> str:
    """The one place the sentence names, or that what stands above it names where it names none."""
    if place := known.place(sentence.read):
        return place
    above = f"{sentence.passage.above} {sentence.passage.heading}"
    return "" if known.atlas.named(sentence.read) else known.place_above(tokens(above))


def _when(sentence: _Sentence, language: Language) -> str:
    """The period of the sentence, or of the cells above; `undated` if neither names a year, empty if not clear which."""
    if not dated.is_undated(sentence.text):
        return dated.period(sentence.text, language)
    above = sentence.passage.above
    return UNDATED if dated.is_undated(above) else dated.period(above, language)


def _near(sentence: _Sentence, number: Counted) -> Sequence[Token]:
    at = bisect_left(sentence.read, number.start, key=lambda token: token.start)
    return sentence.read[max(at - _NEAR, 0) : at + _NEAR]


def _kind(told: Said, number: Counted | None, indicator: Indicator | None, language: Language) -> str:
    """What it is about, as far as the sentence shows."""
    is_tied = told.wording != "none"
    if number is None:
        return "attribution" if is_tied else "caveat" if told.is_preliminary else "context"
    if indicator:
        return "context" if indicator.is_context else "result"
    if number.unit.isupper() and not is_tied:
        return "funding"
    is_plan = any(word in language.words["parts_of_plans"] for word in number.unit.split()[-1:])
    if told.is_planned or is_plan or number.unit == "years":
        return "commitment"
    return "result" if is_tied or told.is_preliminary else "context"


def _standing(one: Proposal, source: str, known: Known) -> str:
    return known.stands(source, one.span, one.counted.value if one.counted else None)


def _open(kept: Sequence[Proposal]) -> dict[str, int]:
    """How many proposals lack what, because the text does not say it clearly."""
    numbers = [one for one in kept if one.counted]
    lacking = {
        "unit": sum(not one.counted.unit for one in numbers if one.counted),
        "place": sum(not one.place for one in numbers),
        "period": sum(not one.period for one in numbers),
        "indicator": sum(not one.indicator for one in numbers),
    }
    return {what: count for what, count in lacking.items() if count}

"""A proposed claim as an entry of claims.yaml: valid as it is, its text made of its parts and of no sentence of the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.kernel.period import UNDATED
from istmo.kernel.quantity import plain, shown
from istmo.publish.proposal.counted import Counted
from istmo.publish.proposal.saying import Said
from istmo.spec.models import Claim
from istmo.spec.written import Record, filled

UNREAD = "Proposed by istmo from the text; not yet read by a person."
_QUALIFIERS = {"about": "about ", "at_least": "at least ", "at_most": "at most "}
_WORDINGS = {
    "causal": "told as brought about by assistance",
    "contributory": "told as helped along by assistance",
    "none": "",
}


@dataclass(frozen=True)
class Proposal:
    """span: characters of the document's text as received. counted: None for an effect that is told without a number."""

    span: tuple[int, int]
    said: Said
    counted: Counted | None
    place: str
    period: str
    indicator: str
    kind: str
    twin: str = ""
    parts: tuple[Counted, ...] = ()

    def record(self, code: str, source: str, names: Mapping[str, str], parts: Sequence[str] = ()) -> Record:
        """The entry with its keys in the order of the files, held against the model of a claim. parts: codes it sums."""
        number = self.counted
        entry = filled(
            code=code,
            source=source,
            span=list(self.span),
            text=self._text(names),
            wording=self.said.wording,
            kind=self.kind,
            twin=self.twin,
            indicator=self.indicator,
            place=self.place,
            period=self.period,
            value=number.value if number else None,
            high=number.high if number else None,
            unit=number.unit if number else "",
            qualifier=number.qualifier if number else "",
            maturity="preliminary" if self.said.is_preliminary else "",
            as_written=number.as_written if number else "",
            words=self.said.words,
            sum_of=list(parts),
            cites=self.said.cites,
            note=self._note(),
        )
        Claim.model_validate(entry | {key: plain(v) for key, v in entry.items() if isinstance(v, Decimal)})
        return entry

    def _text(self, names: Mapping[str, str]) -> str:
        """`at least 13,500 families, Honduras, since 2011`."""
        tied = _WORDINGS[self.said.wording]
        parts = [
            self._number() if self.counted else "no number",
            names.get(self.place, ""),
            _spoken(self.period),
            "preliminary" if self.said.is_preliminary else "",
            "called a record" if self.said.is_record else "",
            tied,
        ]
        return ", ".join(filter(None, parts))

    def _number(self) -> str:
        number = self.counted
        if number is None:
            return ""
        told = shown(number.value) + (f" to {shown(number.high)}" if number.high is not None else "")
        return f"{_QUALIFIERS.get(number.qualifier, '')}{told} {number.unit}".rstrip()

    def _note(self) -> str:
        guesses = [
            name for name in ("wording", "kind", "indicator", "place", "period") if getattr(self, name, "")
        ]
        guesses = [name for name in guesses if (name, self.period) != ("period", UNDATED)]
        if self.said.wording != "none":
            guesses.insert(0, "wording")
        told = [UNREAD, f"Guessed: {', '.join(guesses)}." if guesses else ""]
        if self.counted and not self.counted.unit:
            told.append("What the number counts was not clear.")
        if self.period == UNDATED:
            told.append("No year stands in the sentence.")
        if self.parts:
            told.append("That it is the sum of the others is a guess by the sentence.")
        if self.twin:
            told.append(f"That {self.twin} is the same claim is a guess by value, unit and place.")
        return " ".join(filter(None, told))


def _spoken(period: str) -> str:
    first, slash, last = period.partition("/")
    if period == UNDATED:
        return "no date"
    if last == "..":
        return f"since {first}"
    return f"{first} to {last}" if slash else first

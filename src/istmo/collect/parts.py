"""What a call asks for, as data: roster, results, restatements, baselines, targets of years to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from istmo.collect.models import CallPiece, DataCall, Piece
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse

#: What is asked for where nobody says otherwise, and by calls opened before it was kept.
USUAL = (Piece.ROSTER, Piece.RESULTS, Piece.RESTATEMENTS)


@dataclass(frozen=True)
class Parts:
    """What a call asks for; `targets` are codes of years such as FY2018, in their order."""

    pieces: tuple[Piece, ...] = USUAL
    targets: tuple[str, ...] = ()

    def has(self, piece: Piece) -> bool:
        """Whether it is asked for."""
        return bool(self.targets) if piece is Piece.TARGETS else piece in self.pieces

    def rows(self) -> list[tuple[Piece, str]]:
        """As (piece, year)."""
        plain = [(one, "") for one in Piece if one in self.pieces and one is not Piece.TARGETS]
        return [*plain, *((Piece.TARGETS, year) for year in self.targets)]


def parts(pieces: Iterable[str], targets: Iterable[str], reporting_year: str) -> Parts:
    """From what a person wrote; none at all: the usual. WrongUse for a word or a year that is none.

    A target is stated before its period begins: a year that is not after the one asked about is refused.
    """
    named = tuple(dict.fromkeys(pieces))
    known = [one.value for one in Piece if one is not Piece.TARGETS]
    if odd := [one for one in named if one not in known]:
        raise WrongUse(
            _("A call cannot ask for “%(odd)s”. It may ask for: %(known)s; targets by year.")
            % {"odd": odd[0], "known": ", ".join(known)}
        )
    years = tuple(_year(one, reporting_year) for one in targets)
    return Parts(tuple(Piece(one) for one in named) or USUAL, tuple(dict.fromkeys(years)))


def of(call: DataCall) -> Parts:
    """What a call asks for."""
    rows = list(call.pieces.all())
    if not rows:
        return Parts()
    plain = tuple(Piece(row.piece) for row in rows if not row.year)
    return Parts(plain, tuple(row.year for row in rows if row.year))


def keep(call: DataCall, asked: Parts) -> None:
    """Write down what a new call asks for, inside the caller's transaction."""
    for piece, year in asked.rows():
        row = CallPiece(call=call, piece=piece, year=year)
        row.full_clean()
        row.save()


def _year(text: str, reporting_year: str) -> str:
    try:
        period, asked = Period.parse(text), Period.parse(reporting_year)
    except ValueError as error:
        raise WrongUse(
            _("The year “%(text)s” cannot be read: %(why)s") % {"text": text, "why": error}
        ) from error
    if period.start is None or asked.end is None or period.start <= asked.end:
        raise WrongUse(
            _("Targets are asked of years to come: %(text)s is not after %(year)s.")
            % {"text": text, "year": reporting_year}
        )
    return period.code

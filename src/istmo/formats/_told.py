"""Collecting what is said of many places of one file: alike things are one problem with its count and first places."""

from dataclasses import dataclass, field, replace

from istmo.formats._tally import DIFFERENT_TOLD
from istmo.kernel.problem import PLACES_TOLD, Problem, Where


@dataclass
class Told:
    """Problems of one file as they are met. Of one code the first different ones are kept; the rest is counted."""

    file: str
    _kept: dict[tuple[str, str, str], Problem] = field(default_factory=dict)
    _different: dict[str, int] = field(default_factory=dict)
    _rest: dict[str, Problem] = field(default_factory=dict)

    def add(self, said: Problem, row: int | None, header: str = "") -> None:
        """Say it of one more place; `said` itself has none. row: the line of the file."""
        place = Where(file=self.file, row=row, header=header)
        key = (said.code, said.found, header)
        before = self._kept.get(key)
        if before is not None:
            self._kept[key] = _more(before, place)
        elif self._different.get(said.code, 0) < DIFFERENT_TOLD:
            self._different[said.code] = self._different.get(said.code, 0) + 1
            self._kept[key] = replace(said, where=place, places=(place,), count=1)
        else:
            rest = self._rest.get(said.code)
            self._rest[said.code] = (
                _more(rest, place) if rest else replace(said, where=place, places=(place,))
            )

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was said, in the order it was first met; then how much more of each kind there is."""
        rest = [
            replace(said, found=f"{said.count:,} more places have a problem of this kind")
            for said in self._rest.values()
        ]
        return (*self._kept.values(), *rest)


def _more(said: Problem, place: Where) -> Problem:
    places = (*said.places, place) if len(said.places) < PLACES_TOLD else said.places
    return replace(said, places=places, count=said.count + 1)

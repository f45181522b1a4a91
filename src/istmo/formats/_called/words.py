"""The words of a call's workbook that are read back: headers and lists, in every language that workbooks are written in.

They stand here, and not in a catalogue, because a workbook has to be understood without knowing who sent it: whoever
writes one takes them from here. A header may end in a period, such as `Result FY2025`.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from istmo.kernel.period import Period
from istmo.kernel.schema import MATURITIES, REASONS, STATES

LANGUAGES = ("en", "es")

#: What a column is: its header by language.
HEADERS: Mapping[str, tuple[str, str]] = {
    "code": ("Row code", "Código de fila"),
    "indicator": ("Indicator", "Indicador"),
    "place": ("Place", "Lugar"),
    "activity": ("Activity", "Actividad"),
    "breakdown": ("Breakdown", "Desglose"),
    "period": ("Period", "Período"),
    "unit": ("Unit", "Unidad"),
    "last": ("Last year", "Año anterior"),
    "last_maturity": ("Last year it was", "El año anterior era"),
    "target": ("Target set", "Meta fijada"),
    "result": ("Result", "Resultado"),
    "new_target": ("Target", "Meta"),
    "baseline": ("Baseline", "Línea de base"),
    "corrected": ("Corrected value", "Valor corregido"),
    "numerator": ("Numerator", "Numerador"),
    "denominator": ("Denominator", "Denominador"),
    "state": ("No value because", "Sin valor porque"),
    "maturity": ("How settled", "Qué tan firme"),
    "stated_on": ("Stated on", "Fijada el"),
    "base_period": ("Compared with", "En comparación con"),
    "note": ("Remark", "Observación"),
    "why": ("Reason for the correction", "Motivo de la corrección"),
    "reason": ("Target missed because", "Meta no alcanzada porque"),
    "explanation": ("In your own words", "En sus palabras"),
    "plan": ("What is done about it", "Qué se hace al respecto"),
    "plan_by": ("Done by", "Hecho a más tardar"),
    "key": ("Key", "Clave"),
    "told": ("Told before", "Dicho antes"),
    "title": ("Name of the activity", "Nombre de la actividad"),
    "node": ("Objective", "Objetivo"),
    "starts_on": ("First day", "Primer día"),
    "ends_on": ("Last day", "Último día"),
    "standing": ("Still under way", "Sigue en curso"),
    "new_ends_on": ("Ended on", "Terminó el"),
    "new_place": ("Now works in", "Ahora trabaja en"),
    "new_node": ("Now serves", "Ahora sirve a"),
}
#: The column that holds what is counted, by the role of its sheet.
COUNTED = {"result": "result", "new_target": "target", "baseline": "baseline", "corrected": "result"}
#: The words for why there is no value.
STATE_WORDS: Mapping[str, tuple[str, str]] = {
    "not_applicable": ("does not apply", "no aplica"),
    "not_available": ("not known", "no se conoce"),
    "withheld": ("known, but may not be told", "se conoce, pero no puede decirse"),
}
#: The words for how settled a value is.
MATURITY_WORDS: Mapping[str, tuple[str, str]] = {
    "preliminary": ("preliminary", "preliminar"),
    "revised": ("revised", "revisado"),
    "final": ("final", "definitivo"),
}
REASON_WORDS: Mapping[str, tuple[str, str]] = {
    "suspended_funds": ("funds were suspended", "los fondos fueron suspendidos"),
    "late_funds": ("funds came late", "los fondos llegaron tarde"),
    "security": ("security", "seguridad"),
    "disaster": ("disaster", "desastre"),
    "policy": ("policy changed", "cambió la política"),
    "delay": ("work was delayed", "el trabajo se retrasó"),
    "staffing": ("staff was lacking", "faltó personal"),
    "demand": ("demand was other than foreseen", "la demanda fue otra que la prevista"),
    "method": ("counted in another way", "se contó de otra manera"),
    "infeasible": ("cannot be met at all", "no puede alcanzarse"),
    "other": ("other", "otro"),
}
STANDING_WORDS: Mapping[str, tuple[str, str]] = {
    "yes": ("yes", "sí"),
    "ended": ("ended", "terminó"),
    "moved": ("changed: see the columns beside", "cambió: ver las columnas de al lado"),
}
#: Between a code and its name in a cell that is chosen from a list.
PARTED = " | "
_LISTS = {
    "state": STATE_WORDS,
    "maturity": MATURITY_WORDS,
    "reason": REASON_WORDS,
    "standing": STANDING_WORDS,
}
#: The lists of words that are chosen from.
LISTED = tuple(_LISTS)
_PERIOD = re.compile(r"(.*\S)\s+(\S+)")


def header(name: str, lang: str, period: str = "") -> str:
    """The header of a column in a language, with the period it is of."""
    return " ".join(filter(None, (HEADERS[name][LANGUAGES.index(lang)], period)))


def word(listed: str, code: str, lang: str) -> str:
    """The word of a code of one of the lists of :data:`LISTED`."""
    return _LISTS[listed][code][LANGUAGES.index(lang)]


def told(listed: str, code: str | None, lang: str) -> str:
    """The word of a code; empty for one that the list has no word for."""
    return word(listed, code, lang) if code and code in _LISTS[listed] else ""


def choices(listed: str, lang: str) -> list[str]:
    """The words of a list, as they are offered."""
    return [word(listed, code, lang) for code in _LISTS[listed]]


def states(joined: str) -> list[str]:
    """The states of a milestone as they are chosen: `1 | drafted`. joined: as the indicator names them."""
    return [f"{place}{PARTED}{state}" for place, state in enumerate(joined.split("|"), 1)]


def state(joined: str, value: Decimal) -> str:
    """The state of that number as it is chosen; empty where there is none."""
    listed = states(joined)
    return listed[int(value) - 1] if value == int(value) and 1 <= value <= len(listed) else ""


def meanings(listed: str) -> dict[str, str]:
    """Every word of a list in every language, in small letters, and its code; codes mean themselves."""
    words = {said.casefold(): code for code, both in _LISTS[listed].items() for said in both}
    own = {"state": STATES, "maturity": MATURITIES, "reason": REASONS}.get(listed, ())
    return {**words, **{code: code for code in own}}


def column(text: str) -> tuple[str, str]:
    """What the header of a column means, and the code of the period it names; empty texts for what is none of ours."""
    said = folded(text)
    if said in _known():
        return _known()[said], ""
    parted = _PERIOD.fullmatch(" ".join(text.split()))
    if parted and folded(parted[1]) in _known():
        try:
            return _known()[folded(parted[1])], Period.parse(parted[2]).code
        except ValueError:
            return "", ""
    return "", ""


def list_of(header: str) -> tuple[str, str]:
    """The list that a column of this header is chosen from, and the language of the header; empty texts if there is none."""
    said = folded(header)
    own = (
        (name, lang)
        for name in LISTED
        for lang, text in zip(LANGUAGES, HEADERS[name], strict=True)
        if folded(text) == said
    )
    return next(own, ("", ""))


def folded(text: str) -> str:
    """A header as it is compared."""
    return " ".join(text.split()).casefold()


@cache
def _known() -> dict[str, str]:
    return {folded(said): name for name, both in HEADERS.items() for said in both}

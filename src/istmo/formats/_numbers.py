"""Numbers as people write them: what is read, what is not, and what to type instead.

Read are digits with an optional point, sign and exponent; everything else stays text and is told. SQL decides over
millions of cells; the explanations are made in Python for the few different texts that are told.
"""

import re
from enum import StrEnum

#: Spaces a cell may have around it without meaning anything.
SPACES = "' \t\u00a0'"
_NUMBER = "[+-]?([0-9]{1,20}([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?"
_PLAINEST = "-?[0-9]{1,20}([.][0-9]{0,9})?"
_ABOVE = f"'1{20 * '0'}'::DECIMAL(38,9)"
_WITH_COMMAS = "[+-]?[0-9]{1,20}(,[0-9]+)?"
_THOUSANDS_ONLY = "[+-]?[1-9][0-9]{0,2},[0-9]{3}"
_TOO_PRECISE = "[.][0-9]{9}[0-9]*[1-9]"
STATE = "leave the cell empty and say in the column state why: not_available, not_applicable or withheld"
REMARK = "put remarks in the column note"
QUALIFIER = "type the number, and about, at_least or at_most in the column qualifier"
RANGE = "put its ends in the columns low and high"
PERCENT = "write percent in the column unit"
PLAIN = f"type digits only, with a point before decimals; {REMARK}"

_EXCEL = re.compile(r"#(DIV/0!|REF!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|¡.*!|¿.*\?|N/D)", re.IGNORECASE)
_NOTHING = re.compile(
    r"[-–—.…*x]+|n\.?/?[ad]\.?|s\.?/?d\.?|nd|null|none|nil|nan|tbd|tba|pending|pendiente|no data|not available|missing",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(US\$|USD|EUR|HNL|GTQ|Q\.|L\.)|\b(USD|EUR|HNL|GTQ)\b|US\$|[$€£¢]", re.IGNORECASE)
_GROUPS = re.compile(r"[+-]?\d{1,3}([ ,.'’\u00a0\u202f])\d{3}(\1\d{3})*([.,]\d+)?")
_PLAIN = re.compile(r"[+-]?\d+([.]\d+)?")
_QUALIFIED = re.compile(
    r"(<|>|≤|≥|~|±|ca\.?|about|over|under|more than|at (least|most)).*\d.*", re.IGNORECASE
)
_RANGE = re.compile(r"[\d.,]+ ?(-|–|to|a) ?[\d.,]+", re.IGNORECASE)
#: What a text that is no number may be: what is found, and what to do instead.
_KINDS = (
    (_EXCEL, "is an error of a spreadsheet, not a number", f"mend the formula, or {STATE}"),
    (_NOTHING, "is not a number", STATE),
    (
        re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?"),
        "is a date, not a number; a spreadsheet makes one of what looks like it, such as 3/4 or 4-5",
        "format the cell as a number and type the number again",
    ),
    (
        re.compile(r"\d{1,2}:\d{2}(:\d{2})?"),
        "is a time, not a number",
        "type the number, in the unit of the indicator",
    ),
    (
        re.compile(r"=.*", re.DOTALL),
        "is a formula, not its value",
        "open the file in Excel or LibreOffice, let it calculate, and save it; or type the number",
    ),
    (re.compile(r"TRUE|FALSE|VERDADERO|FALSO", re.IGNORECASE), "is a yes or no, not a number", PLAIN),
    (_GROUPS, "can be read in two ways", "type digits only, such as {meant}"),
    (_QUALIFIED, "is not a number", QUALIFIER),
    (_RANGE, "is a range, not a number", RANGE),
    (re.compile(r".*\d ?%"), "is not a number", "type only {meant}; {percent}"),
)
_LETTERS = str.maketrans("OolI", "0011")


class Spelling(StrEnum):
    """How a column of numbers is written: all plain, all with decimal commas, or each cell for itself."""

    PLAIN = "plain"
    COMMA = "comma"
    MIXED = "mixed"


def trimmed(cell: str) -> str:
    """SQL: the text of a cell without spaces around it, NULL if nothing is left."""
    # Trimming takes several times as long as looking whether there is anything to trim, which is rare.
    spaced = (
        f"{cell} < '!' OR ends_with({cell}, ' ') OR ends_with({cell}, '\t') OR contains({cell}, '\u00a0')"
    )
    return f"CASE WHEN {spaced} THEN nullif(trim({cell}, {SPACES}), '') ELSE {cell} END"


def number(cell: str, spelling: Spelling) -> str:
    """SQL: the cell as DECIMAL(38,9), rounded half up; NULL if it is no number or has more than 20 digits."""
    if spelling is Spelling.PLAIN:
        return f"TRY_CAST({cell} AS DECIMAL(38,9))"
    text = _with_point(trimmed(cell), spelling)
    cast = f"TRY_CAST({text} AS DECIMAL(38,9))"
    return f"CASE WHEN regexp_full_match({text}, '{_NUMBER}') AND abs({cast}) < {_ABOVE} THEN {cast} END"


def unread(cell: str, spelling: Spelling) -> str:
    """SQL: whether the cell holds a text that is no number."""
    return f"{trimmed(cell)} IS NOT NULL AND ({number(cell, spelling)}) IS NULL"


def rounded(cell: str, spelling: Spelling) -> str:
    """SQL: whether reading the cell as a number loses decimals."""
    text = _with_point(trimmed(cell), spelling)
    finer = f"TRY_CAST({text} AS DECIMAL(38,18)) <> ({number(cell, spelling)})"
    return f"(regexp_matches({text}, '{_TOO_PRECISE}') OR (regexp_matches({text}, '[eE]-') AND {finer}))"


def _with_point(text: str, spelling: Spelling) -> str:
    return f"replace({text}, ',', '.')" if spelling is Spelling.COMMA else text


def plain(cell: str) -> str:
    """SQL, an aggregate: whether a column holds nothing but digits, a sign and at most nine decimals."""
    return f"coalesce(bool_and(regexp_full_match({cell}, '{_PLAINEST}')), true)"


def commas(cell: str) -> str:
    """SQL, an aggregate: whether a column has decimal commas throughout. Commas that could all part thousands are not."""
    text = trimmed(cell)
    return (
        f"coalesce(bool_and(regexp_full_match({text}, '{_WITH_COMMAS}')), false) AND "
        f"count_if(contains({text}, ',') AND NOT regexp_full_match({text}, '{_THOUSANDS_ONLY}')) > 0"
    )


def explain(text: str) -> tuple[str, str]:
    """What is wrong with a cell that is no number, and what to type: (found, fix)."""
    told, meant = f"“{text}”", guess(text)
    if _PLAIN.fullmatch(text):
        return f"{told} has more than 20 digits before the point", "look at the number and its unit"
    for kind, found, fix in _KINDS:
        if kind.fullmatch(text):
            return f"{told} {found}", fix.format(meant=meant, percent=PERCENT)
    if meant:
        return f"{told} is not a number; {meant} was most likely meant", PLAIN
    return f"{told} is not a number", PLAIN


def guess(text: str) -> str:
    """The number a person most likely meant, or nothing."""
    bare = _MONEY.sub("", text).strip().removesuffix("%").strip()
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare.strip("()").replace("−", "-")
    if any(sign.isdigit() for sign in bare):
        bare = bare.translate(_LETTERS)
    groups = _GROUPS.fullmatch(bare)
    if groups:
        end = groups[3] or ""
        whole = bare.removesuffix(end)
        bare = re.sub(r"[^\d+-]", "", whole) + end.replace(",", ".")
    elif bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
    bare = bare.replace(" ", "")
    return ("-" if negative else "") + bare if _PLAIN.fullmatch(bare) else ""

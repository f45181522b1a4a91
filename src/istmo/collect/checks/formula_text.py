"""A text would run as a formula in a spreadsheet

A cell that begins with =, @, or with + or - and a term, is a command to a spreadsheet and not a remark. It was meant
as a number and never computed, or somebody hid something in it. Here it stays a text; whoever opens the file again in
a spreadsheet may set it off.

How to mend it: write the value of the formula in its place, or put a word in front of a remark.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
OTHERS = True
COLUMN = "note"
#: Texts that reporters write freely; codes are compared with lists anyway.
_TEXTS = (
    "note",
    "explanation",
    "plan",
    "period_as_written",
    "unit",
    "base_period",
    "basis",
    "fund_years",
    "account",
)
# A minus before a number or a dash before a remark is no formula: only a term with an operation behind it is.
_RUNS = r"'^\s*(=.|@[A-Za-z]|[+-][A-Za-z0-9(.$]+[*/(|!&^+][^ ])'"
_LISTED = ", ".join(f"{{'column': '{column}', 'text': n.{column}}}" for column in _TEXTS)
_SUSPECT = " or ".join(
    f"left(ltrim(n.{column}, e' \\t\\r\\n'), 1) in ('=', '@', '+', '-')" for column in _TEXTS
)
# The first letters find suspects in one quick pass; only these are read in full.
QUERY = f"""
    with suspects as (select here(n) as here, unnest([{_LISTED}]) as cell from new n where {_SUSPECT})
    select here, cell.text as text, cell."column" as "column"
    from suspects where regexp_matches(cell.text, {_RUNS})
"""
FOUND = "“%(text)s” is a formula and no text"
FIX = "write its value, or begin the remark with a word"

PASSES = """\
indicator,place,period,role,value,note
homicide-rate,SV,2016,context,81.2,- by the police; -5 percent since 2015
homicide-rate,HN,2016,context,59.1,+503 2222 1111 (statistics office)
"""
FAILS = """\
indicator,place,period,role,value,note
homicide-rate,SV,2016,context,81.2,=SUM(B2:B9)
"""

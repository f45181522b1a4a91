"""Only one part of a ratio is given

A numerator without its denominator, or the reverse, is no value: nobody can work out the ratio, and nothing can be
added to it. (A row with no value at all is told by the reader of the file.)

How to mend it: give the other part, or the value. If there is none, say why in `state`: not_applicable, not_available
or withheld.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
COLUMN = "numerator"
ROW = """
    n.state = 'reported' and (n.numerator is null) <> (n.denominator is null)
    and coalesce(n.value, n.low, n.high) is null and n.value_as_written is null
"""
FOUND = (
    "there is a numerator, %(numerator)s, but no denominator and no value",
    "there is a denominator, %(denominator)s, but no numerator and no value",
)
FIX = "give the other part, or say in state why there is none (in a workbook: No value because)"

PASSES = """\
indicator,place,period,role,state,value,numerator,denominator
homicide-rate,SV,2016,context,reported,0,,
homicide-rate,HN,2016,context,not_available,,,
poverty-share,HN,2016,context,reported,,38,100
"""
FAILS = """\
indicator,place,period,role,state,value,numerator,denominator
poverty-share,SV,2016,context,reported,,38,
"""

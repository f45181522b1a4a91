"""A reported figure has no value

A row that says `reported` (or says nothing of its state) but holds no number would read as a zero to some and as a
gap to others. A reported zero is a value; a gap has a reason.

How to mend it: give the value, or the numerator and denominator, or the two ends of a range. If there is none, say why
in `state`: not_applicable, not_available or withheld.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("indicators",)
COLUMN = "value"
# Where a cell held text that is no number, whoever read the file has told so already.
ROW = """
    n.state = 'reported' and n.value is null and (n.numerator is null or n.denominator is null)
    and n.low is null and n.high is null and n.value_as_written is null
"""
FOUND = "the figure is reported, but has no value"
FIX = "give the value, or say in state why there is none: not_applicable, not_available or withheld"

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

"""The value cannot be true

Every indicator may state the smallest and the largest value that can be true: a share of people between 0 and 100, a
count that is never below zero. A value outside is a slip of the pen, a wrong unit or a thousands mark read as a point.

How to mend it: look at the number in your own records and write it again. If the value is right, the range in the
framework is wrong: ask for it to be changed.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("indicators",)
COLUMN = "value"
_COUNT_BELOW_ZERO = "indicators.measure = 'count' and n.value < 0"
ROW = f"n.value < indicators.valid_min or n.value > indicators.valid_max or ({_COUNT_BELOW_ZERO})"
TELLS = {
    "low": "coalesce(indicators.valid_min, case when indicators.measure = 'count' then 0 end)",
    "high": "indicators.valid_max",
}
FOUND = "%(value)s cannot be a value of %(indicator)s"
EXPECTED = ("it lies between %(low)s and %(high)s", "it is at least %(low)s", "it is at most %(high)s")
FIX = "look the number up and write it again; mind the unit and the decimal mark"

PASSES = """\
indicator,place,period,role,value
poverty-share,SV,2016,context,38.2
"""
FAILS = """\
indicator,place,period,role,value
poverty-share,SV,2016,context,382
"""

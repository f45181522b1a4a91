"""The value and its range contradict each other

The lower end of a range is not above the upper one, and the value itself lies between them.

How to mend it: swap low and high, or correct the value.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
COLUMN = "low"
ROW = "n.low > n.high or n.value < n.low or n.value > n.high"
FOUND = (
    "the value %(value)s does not lie between %(low)s and %(high)s",
    "the range from %(low)s to %(high)s is upside down",
    "the value %(value)s lies below its lower end %(low)s",
    "the value %(value)s lies above its upper end %(high)s",
)
FIX = "swap low and high, or correct the value"

PASSES = """\
indicator,place,period,role,value,low,high
homicide-rate,SV,2016,context,81.2,80,83
"""
FAILS = """\
indicator,place,period,role,value,low,high
homicide-rate,SV,2016,context,81.2,83,85
homicide-rate,HN,2016,context,,85,83
homicide-rate,CR,2016,context,10,11,
"""

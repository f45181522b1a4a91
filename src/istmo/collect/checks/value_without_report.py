"""A figure that is not reported has a value

A figure that is withheld, not available or not applicable has no value to show. A withheld number that stands in the
file all the same would be frozen and published with it.

How to mend it: delete the number, or set the state to `reported`.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
COLUMN = "state"
ROW = "n.state <> 'reported' and coalesce(n.value, n.numerator, n.low, n.high) is not null"
FOUND = "the state is %(state)s, but a value is given"
FIX = "delete the value, or set the state to reported"

PASSES = """\
indicator,place,period,role,state,value
homicide-rate,SV,2016,context,withheld,
"""
FAILS = """\
indicator,place,period,role,state,value
homicide-rate,SV,2016,context,withheld,81.2
"""

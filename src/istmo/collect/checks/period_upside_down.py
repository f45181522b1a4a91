"""The period ends before it begins

How to mend it: swap the two dates, or look them up again. Day and month are often mixed up between United States and
Latin American spelling: 03/04 is 4 March in the one and 3 April in the other; write 2017-03-04.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
OVER = ("new", "money")
COLUMN = "period_end"
ROW = "n.period_end < n.period_start"
FOUND = "the period ends on %(period_end)s, before it begins on %(period_start)s"
FIX = "swap or correct the dates; write them as 2017-03-04"

PASSES = """\
indicator,place,period_start,period_end,role,value
homicide-rate,SV,2016-01-01,2016-12-31,context,81.2
"""
FAILS = """\
indicator,place,period_start,period_end,role,value
homicide-rate,SV,2016-12-31,2016-01-01,context,81.2
"""

"""A context figure is credited to an agency

Context (homicides, poverty, growth) is what the strategy hopes to contribute to. Nobody can claim it as its own
result, so no agency and no activity may stand beside it.

How to mend it: leave agency and activity empty. Who published the number is its source. If the number counts what an
agency did, it belongs to a performance indicator.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("indicators",)
COLUMN = "agency"
ROW = "indicators.kind = 'context' and (n.agency is not null or n.activity is not null)"
TELLS = {"credited": "coalesce(n.agency, n.activity)"}
FOUND = "%(indicator)s is context, but the figure is credited to “%(credited)s”"
EXPECTED = "context is credited to nobody"
FIX = "empty the columns agency and activity; name the publisher in source"

PASSES = """\
indicator,place,period,role,source,value
homicide-rate,SV,2016,context,report-2017,81.2
"""
FAILS = """\
indicator,place,period,role,agency,value
homicide-rate,SV,2016,context,usaid,81.2
"""

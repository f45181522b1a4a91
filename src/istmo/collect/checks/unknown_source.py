"""The source is not in the list of sources

Every number in a report opens its source. A source that the list does not know has no title, no publisher and no
licence to show.

How to mend it: use a code of `sources.csv`, or have the document or data source added to it.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OTHERS = True
OVER = ("new", "money")
NEEDS = ("sources",)
COLUMN = "source"
ROW = "n.source <> '' and sources.code is null"
LOOKUP = {"nearest": "nearest('source', g.source)"}
FOUND = "“%(source)s” is not a source of the list"
FIX = (
    "did you mean %(nearest)s? Write its code",
    "write a code of sources.csv, or have the source added there",
)

PASSES = """\
indicator,place,period,role,source,value
homicide-rate,SV,2016,context,report-2017,81.2
"""
FAILS = """\
indicator,place,period,role,source,value
homicide-rate,SV,2016,context,newspaper,81.2
"""

"""The currency is not an ISO 4217 code

Amounts of different currencies are never added. The code (USD, GTQ, HNL) says which they are; “$” is used by many.

How to mend it: write the three capital letters of ISO 4217.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OVER = ("money",)
COLUMN = "currency"
ROW = "not regexp_full_match(coalesce(n.currency, ''), '[A-Z]{3}')"
FOUND = ("“%(currency)s” is not the code of a currency", "the currency is missing")
EXPECTED = "a currency has three capital letters, such as USD, GTQ or HNL"
FIX = "write the ISO 4217 code"

PASSES = """\
stage,amount,currency,kind
obligated,1000,USD,increment
"""
FAILS = """\
stage,amount,currency,kind
obligated,1000,US$,increment
"""

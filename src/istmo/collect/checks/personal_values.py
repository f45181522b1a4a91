"""A remark looks like data about persons

Notes are frozen and published with their figures. An e-mail address, a telephone number or an identity number in them
cannot be taken back.

How to mend it: take it out of the note. Whom to ask about a figure is known from its submission.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
OTHERS = True
COLUMN = "note"
_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"
# United States, El Salvador (DUI), Guatemala (DPI), Honduras: the shapes of their identity numbers.
_IDENTITY = r"\b(\d{3}-\d{2}-\d{4}|\d{8}-\d|\d{4} ?\d{5} ?\d{4}|\d{4}-\d{4}-\d{5})\b"
# Eight digits alone may be anything; with a country, or after a word for telephone, they are one.
_PHONE = (
    r"\+\d{1,3}[ .-]?\(?\d{2,4}\)?([ .-]?\d{2,4}){1,3}\b|\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b\d{3}[.-]\d{3}[.-]\d{4}\b"
    r"|\b(?i:tel|cel|phone|whatsapp|m[oó]vil|tel[eé]fono)[^0-9]{0,16}\d{4}[ -]?\d{4}\b"
)
# Most notes have neither @ nor many digits: the cheap question comes first.
_TEXTS = ("note", "explanation", "plan")
ROW = " or ".join(
    rf"""
    (n.{text} is not null and (contains(n.{text}, '@') or regexp_matches(n.{text}, '\d{{3}}'))
    and regexp_matches(n.{text}, '{_EMAIL}|{_IDENTITY}|{_PHONE}'))"""
    for text in _TEXTS
)
_ALL = f"concat_ws(' ', {', '.join(f'n.{text}' for text in _TEXTS)})"
TELLS = {
    "kind": rf"""case when regexp_matches({_ALL}, '{_EMAIL}') then 'an e-mail address'
        when regexp_matches({_ALL}, '{_IDENTITY}') then 'an identity number' else 'a telephone number' end"""
}
FOUND = "the remark holds what looks like %(kind)s"
EXPECTED = "remarks are published with their figures"
FIX = "take it out of the remark"

PASSES = """\
indicator,place,period,role,value,note
homicide-rate,SV,2016,context,81.2,"revised in 2017 from 80.9; 5,278 cases in 2010-2016, of 6501234 people"
"""
FAILS = """\
indicator,place,period,role,value,note
homicide-rate,SV,2016,context,81.2,ask ana.lopez@example.org
homicide-rate,HN,2016,context,59.1,DUI 01234567-8
homicide-rate,CR,2016,context,11.9,call +503 2222-3333
poverty-share,CR,2016,context,20.5,Teléfono de Ana: 2222 3333
"""

"""The page of cases that istmo answers otherwise than other systems: made from the list that the tests check."""

from tests.algebra.elsewhere.on_purpose import AGGREGATION, DHIS2, WAITING, entries

_START = """# Totals: what istmo answers otherwise

Made from `tests/algebra/elsewhere/differently.yaml`; do not edit.

Every case of aggregation that we know from other results systems is put to istmo as a test: its inputs become a small
framework and figures, a release is really built, and the real question is asked. Most come out as wanted. These do
not, on purpose. The tests check that istmo really gives the answer named here; a case that comes out as wanted
may not stand in the list, and one that does neither fails."""

_SYSTEMS = (
    "RSR is Akvo RSR, PRP UNICEF's Partner Reporting Portal, TOLA TolaActivity, HIK Hikaya, LOG Logalto, RODA the "
    "register of official development assistance of the United Kingdom."
)
_UNITS = (
    "In DHIS2 what an org unit states is its own part and adds to the units below it; in istmo it is the whole place's "
    "value, within one series. Put to istmo, every org unit is therefore a series of its own."
)
_SECTIONS = (
    (AGGREGATION, "Results systems", _SYSTEMS),
    (DHIS2, "DHIS2", _UNITS),
    (WAITING, "Not on purpose", "Known, and to be mended."),
)


def page() -> str:
    """The whole page."""
    lines = _START.split("\n")
    for section, title, about in _SECTIONS:
        found = entries(section)
        if found:
            lines += ["", f"## {title}", "", about, "", "| case | istmo instead | why |", "|---|---|---|"]
            lines += [
                f"| {code} | {entry['instead'].strip()} | {entry['why'].strip()} |"
                for code, entry in found.items()
            ]
    return "\n".join([*lines, ""])

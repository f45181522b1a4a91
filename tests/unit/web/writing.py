"""What tests of the pages on which a framework is written share."""

import re

from django.test import Client

from tests.unit.web.accounts import told


def typed(page: Client, address: str) -> dict[str, str]:
    """The controls of the form on a page with what stands in them."""
    text = told(page.get(address))
    found = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', text))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', text))
    for name, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return {name: value for name, value in found.items() if name.startswith("item.") or name == "seen"}

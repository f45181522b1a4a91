"""Mail where no mail server is set: each message is shown at the terminal, where the operator passes it on."""

import sys
from typing import Any

from django.core.mail.backends.console import EmailBackend as Console


class EmailBackend(Console):
    """Django's own, on stderr: stdout is for what a command gives."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """The terminal's stderr as it is when the message is sent."""
        super().__init__(*arguments, stream=sys.stderr, **options)

"""What a kind of work is given, and what it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from istmo.people.models import User

#: How a kind tells how far it is: percent, and what is being done now.
Tell = Callable[[int, str], None]


@dataclass(frozen=True)
class Order:
    """What to do: the texts it was begun with, for whom, and when it was asked for."""

    told: Mapping[str, str]
    by: User
    at: datetime

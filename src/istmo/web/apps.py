"""The web room as Django knows it."""

from django.apps import AppConfig


class Web(AppConfig):
    """Listens, once everything is loaded, to what allauth tells of signing in."""

    name = "istmo.web"

    def ready(self) -> None:
        """Begin to listen."""
        from istmo.web.accounts import heard

        heard.listen()

"""Files that a form sends: why none is there, told so that whoever sent one is not asked to choose one."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from istmo.kernel.problem import WrongUse


def refuse_cut(request: HttpRequest) -> None:
    """WrongUse where the form ended in the middle of a file: that file is dropped, whatever of it arrived.

    Django counts a file only once its end has come; that one was begun, its handlers know.
    """
    came = {one.name for some in request.FILES.lists() for one in some[1]}
    begun = next((name for one in request.upload_handlers if (name := one.file_name)), None)
    if begun is not None and begun not in came:
        raise WrongUse(
            _(
                "Only a part of the file %(file)s arrived: the connection broke off. Nothing of it was kept, and what was "
                "sent before stands. Send it once more; if it breaks off again, send it to the coordinator by mail."
            )
            % {"file": begun}
        )


def refuse_none(request: HttpRequest) -> None:
    """WrongUse where no file came with a form, or none whole."""
    refuse_cut(request)
    if not request.FILES:
        raise WrongUse(_("Choose a file first."))

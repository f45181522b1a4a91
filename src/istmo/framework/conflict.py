"""Two persons on one item: the second is shown what the first made of it, and loses nothing."""

from istmo.framework.models import Draft, DraftFile
from istmo.kernel.problem import WrongUse
from istmo.spec.pieces import Item, items


class Conflict(WrongUse):
    """Somebody changed or removed the item since it was seen. mine, theirs, base: its texts.

    base is as the second person saw it, empty where no edition had it so; theirs is empty where it was removed.
    now: the item as it stands, with the hash to answer with; None where it was removed.
    """

    def __init__(self, *, name: str, mine: str, theirs: DraftFile, base: str, now: Item | None) -> None:
        """Tell who was faster, and keep all three texts."""
        did = "changed" if now else "removed"
        super().__init__(
            f"{name} was {did} by {theirs.written_by.code} in the meantime. Nothing of yours is lost: compare the two "
            "and save again."
        )
        self.name, self.mine, self.base, self.now = name, mine, base, now
        self.theirs = now.text if now else ""
        self.by, self.at = theirs.written_by, theirs.written_at


def item_of(path: str, text: str, name: str) -> Item | None:
    """The item of that name in a text; None if there is none."""
    return next((item for item in items(path, text) if item.name == name), None)


def as_seen(draft: Draft, path: str, name: str, seen: str) -> tuple[Item | None, str]:
    """The item as an editor saw it, with the text of that edition; None where no edition had it so."""
    for file in DraftFile.objects.filter(draft=draft, path=path).order_by("-edition").iterator():
        item = item_of(path, file.text, name)
        if item is not None and item.hash == seen:
            return item, file.text
    return None, ""

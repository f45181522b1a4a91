"""Where an element stands in its activity, as its publisher would look for it."""

from typing import Any


class Paths:
    """Paths below one element, such as `result[2]/indicator[1]/period[3]/actual[1]`; siblings are counted once."""

    def __init__(self, top: Any) -> None:
        """Paths begin below `top`."""
        self.top = top
        self._steps: dict[Any, str] = {}

    def of(self, element: Any) -> str:
        """The path of an element below the top."""
        steps = []
        while element is not self.top:
            if element not in self._steps:
                self._count(element.getparent())
            steps.append(self._steps[element])
            element = element.getparent()
        return "/".join(reversed(steps))

    def _count(self, parent: Any) -> None:
        times: dict[str, int] = {}
        for child in parent.iterchildren():
            times[child.tag] = times.get(child.tag, 0) + 1
            self._steps[child] = f"{child.tag}[{times[child.tag]}]"

"""Two runs on the same photos: which photos one of them answers right and the other wrong, and whether that is more than chance."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tldesk.core.results import Answer, Evaluation


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against an earlier one, on the photos both were measured on with the same label.

    Attributes:
        fixed: right now, wrong before. broken: wrong now, right before. still_wrong: wrong in both. All are answers of the run now.
        photos: how many photos were compared. before: what the earlier run said of them, by key.
    """

    fixed: tuple[Answer, ...]
    broken: tuple[Answer, ...]
    still_wrong: tuple[Answer, ...]
    photos: int
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def p_value(self) -> float:
        """How often two equally good runs would differ at least so much: McNemar's test, exact (McNemar 1947, Psychometrika 12, 153).

        Photos that belong together count as independent, so with grouped photos it is too small.
        """
        changed, fewer = len(self.fixed) + len(self.broken), min(len(self.fixed), len(self.broken))
        ways = total = 1
        for k in range(fewer):
            ways = ways * (changed - k) // (k + 1)
            total += ways
        as_lopsided: float = 2 * total / 2**changed
        return min(1.0, as_lopsided)


def compare(now: Evaluation, before: Evaluation) -> Comparison:
    """Match the answers by photo; photos whose label was another one then are left out, and so are those measured only once."""
    earlier = {answer.key: answer for answer in before.answers}
    fixed: list[Answer] = []
    broken: list[Answer] = []
    still_wrong: list[Answer] = []
    said: dict[str, str] = {}
    for answer in now.answers:
        old = earlier.get(answer.key)
        if old is None or old.file != answer.file or _label(now, answer) != _label(before, old):
            continue
        said[answer.key] = before.classes[old.best]
        right, was_right = answer.best == answer.label, old.best == old.label
        if right != was_right:
            (fixed if right else broken).append(answer)
        elif not right:
            still_wrong.append(answer)
    return Comparison(tuple(fixed), tuple(broken), tuple(still_wrong), len(said), said)


def _label(evaluation: Evaluation, answer: Answer) -> str | None:
    return None if answer.label is None else evaluation.classes[answer.label]

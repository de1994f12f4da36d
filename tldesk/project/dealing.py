"""Dealing labelled photos into train, validation and test: stratified, seeded, whole groups only. Pure.

Groups are dealt one by one, the largest first, each to the split where it brings the classes' numbers closest to their targets: a greedy
form of stratified sampling for groups, after Sechidis, Tsoumakas & Vlahavas, "On the stratification of multi-label data", ECML PKDD 2011
(there photos carry several labels, here a group does).
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tldesk.core.photo import Split

_ENOUGH: Final = 3
"""A class with this many groups is in every split."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """A labelled photo: `group` is unique to it where it stands alone."""

    id: int
    class_id: int
    group: str
    split: Split | None


@dataclass(frozen=True, slots=True)
class Deal:
    """The outcome: the split of every photo, None for those left out, and of every group that is in one."""

    photos: Mapping[int, Split | None]
    groups: Mapping[str, Split]


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    classes: Counter[int]
    size: int


def deal(
    photos: Sequence[Dealt], *, validation_percent: int, test_percent: int, seed: int, locked: Mapping[str, Split], test_locked: bool
) -> Deal:
    """Deal `photos` into splits.

    Photos keep the split they have, with these exceptions. Where there is no validation split at all, or no test split, the photos of
    train are dealt anew so that there is one. A group that lies in two splits would let one leak into the other: with a photo in a locked
    test split, its other photos are left out; else all go where most of it is, train winning a tie.

    Args:
        photos: in an order that does not depend on chance; with `seed` it decides the outcome.
        validation_percent, test_percent: of all `photos`. With the test split locked, the rest is shared in the proportion that is left.
        locked: groups that photos outside `photos` hold in a split: those photos may since have lost their label.
        test_locked: there is a test split, which must neither grow nor shrink.
    """
    settled, free, answer = _settle(photos, locked, test_locked)
    taken = set(settled.values())
    if Split.VALIDATION not in taken or (Split.TEST not in taken and not test_locked):
        settled, free = _free_train(settled, free)
    shares = {Split.TEST: test_percent, Split.VALIDATION: validation_percent, Split.TRAIN: 100 - test_percent - validation_percent}
    table = _Table(photos, settled, shares, test_locked=test_locked)
    groups = _groups(p for p in photos if p.group in free)
    random.Random(seed).shuffle(groups)
    groups.sort(key=lambda group: group.size)
    table.seed_classes(groups)
    for group in reversed(groups):
        if group.name not in table.where:
            table.put(group, table.best(group))
    for p in photos:
        if p.id not in answer:
            answer[p.id] = table.where[p.group]
    return Deal(answer, table.where)


def _settle(
    photos: Sequence[Dealt], locked: Mapping[str, Split], test_locked: bool
) -> tuple[dict[str, Split], set[str], dict[int, Split | None]]:
    """Groups whose split is known, groups that are free, and the photos that a locked test split decides."""
    votes: defaultdict[str, Counter[Split]] = defaultdict(Counter)
    for p in photos:
        if p.split is not None:
            votes[p.group][p.split] += 1
    for group, split in locked.items():
        votes[group][split] += 1
    settled: dict[str, Split] = {}
    answer: dict[int, Split | None] = {}
    for group, vote in votes.items():
        if test_locked and Split.TEST in vote:
            settled[group] = Split.TEST
        else:
            settled[group] = max(Split, key=vote.__getitem__)
    for p in photos:
        if test_locked and settled.get(p.group) is Split.TEST:
            answer[p.id] = Split.TEST if p.split is Split.TEST else None
    return settled, {p.group for p in photos} - settled.keys(), answer


def _free_train(settled: Mapping[str, Split], free: set[str]) -> tuple[dict[str, Split], set[str]]:
    kept: dict[str, Split] = {group: split for group, split in settled.items() if split is not Split.TRAIN}
    return kept, free | (settled.keys() - kept.keys())


def _groups(photos: Iterable[Dealt]) -> list[_Group]:
    members: defaultdict[str, list[Dealt]] = defaultdict(list)
    for p in photos:
        members[p.group].append(p)
    return [_Group(name, Counter(p.class_id for p in inside), len(inside)) for name, inside in members.items()]


class _Table:
    """The splits being filled: how many photos of each class each has and should have."""

    def __init__(self, photos: Sequence[Dealt], settled: Mapping[str, Split], shares: Mapping[Split, int], *, test_locked: bool) -> None:
        self.where: dict[str, Split] = dict(settled)
        self.open: Final = (Split.TEST, Split.VALIDATION, Split.TRAIN)[1 if test_locked else 0 :]
        self.have: Final[dict[Split, Counter[int]]] = {split: Counter() for split in Split}
        totals: Counter[int] = Counter()
        for p in photos:
            split = self.where.get(p.group)
            if split is not None:
                self.have[split][p.class_id] += 1
            if not (test_locked and split is Split.TEST):
                totals[p.class_id] += 1
        self.totals: Final = totals
        whole = sum(shares[split] for split in self.open)
        self.share: Final = {split: shares[split] / whole for split in self.open}

    def put(self, group: _Group, split: Split) -> None:
        self.where[group.name] = split
        self.have[split].update(group.classes)

    def best(self, group: _Group) -> Split:
        """The split whose distance from its targets shrinks most; the emptier one, measured by its target, where several are alike."""
        return min(self.open, key=lambda split: (round(self._cost(group, split), 9), self._filled(split)))

    def _cost(self, group: _Group, split: Split) -> float:
        """How much the squared distance from the targets grows, each class weighed by its size."""
        have, share = self.have[split], self.share[split]
        cost = 0.0
        for class_id, count in group.classes.items():
            total = self.totals[class_id]
            cost += count * (count + 2 * (have[class_id] - share * total)) / total
        return cost

    def _filled(self, split: Split) -> float:
        return self.have[split].total() / max(self.share[split], 1e-9)

    def seed_classes(self, groups: Sequence[_Group]) -> None:
        """Give every class that has enough groups one in each open split: the smallest that is free, the rarest class first."""
        of_class: defaultdict[int, list[_Group]] = defaultdict(list)
        for group in groups:
            for class_id in group.classes:
                of_class[class_id].append(group)
        for class_id, own in sorted(of_class.items(), key=lambda item: (len(item[1]), item[0])):
            lacking = [split for split in self.open if not self.have[split][class_id]]
            filled = len(self.open) - len(lacking)
            if len(own) + filled < min(_ENOUGH, len(self.open)):
                continue
            free = [group for group in own if group.name not in self.where]
            for split, group in zip(lacking, free, strict=False):
                self.put(group, split)

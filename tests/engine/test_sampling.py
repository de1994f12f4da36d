from collections import Counter

import pytest
import torch

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe
from tldesk.engine.sampling import judged_of, order_of

LABELS = [0] * 90 + [1] * 10


def test_every_photo_is_shown_once_in_an_order_of_its_epoch():
    first, again, second = (order_of(range(100), LABELS, Recipe(), epoch=epoch) for epoch in (0, 0, 1))
    assert sorted(first) == list(range(100))
    assert first == again
    assert first != second
    assert first != order_of(range(100), LABELS, Recipe(seed=1), epoch=0)


def test_balanced_sampling_shows_classes_equally_often():
    recipe = Recipe(imbalance="balanced-sampling")
    shown = Counter(LABELS[index] for epoch in range(10) for index in order_of(range(100), LABELS, recipe, epoch=epoch))
    assert shown.total() == 1000
    assert 430 <= shown[1] <= 570


def test_judging_counts_classes_and_photos():
    logits = torch.tensor([[2.0, 0.0], [2.0, 0.0], [2.0, 0.0], [2.0, 0.0]])
    judged = judged_of(logits, torch.tensor([0, 0, 0, 1]))
    assert (judged.accuracy, judged.balanced) == (0.75, 0.5)
    assert judged.recalls == (1.0, 0.0)
    assert judged_of(logits, torch.tensor([0, 0, 0, 0])).recalls == (1.0, None)
    assert judged.cost("accuracy") == -0.75
    assert judged.cost("balanced accuracy") == -0.5
    assert judged.cost("loss") == pytest.approx(judged.loss)


def test_nothing_to_judge_is_said():
    with pytest.raises(RecipeError, match="validation photo"):
        judged_of(torch.empty(0, 3), torch.empty(0, dtype=torch.int64))

import numpy as np
import pytest
import torch
from sklearn.utils.class_weight import compute_class_weight
from torch.nn import functional
from torchvision.transforms import v2

from tldesk.core.recipe import Recipe
from tldesk.engine.losses import Criterion, Mixer, Mixing, class_weights

CPU = torch.device("cpu")
LABELS = [0] * 6 + [1] * 3 + [2]


def criterion(**values: object) -> Criterion:
    return Criterion(Recipe(label_smoothing=0).with_values(values), labels=LABELS, classes=3, device=CPU)


@pytest.fixture
def some() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    labels = torch.tensor(LABELS)
    return torch.randn(10, 3), labels, functional.one_hot(labels, 3).float()


def test_the_plain_loss_is_torchs_with_its_smoothing(some):
    logits, labels, targets = some
    expected = functional.cross_entropy(logits, labels, label_smoothing=0.1, reduction="none")
    assert torch.allclose(criterion(label_smoothing=0.1)(logits, targets), expected)


def test_class_weights_are_scikit_learns():
    expected = compute_class_weight("balanced", classes=np.arange(3), y=LABELS)
    assert class_weights(LABELS, 3).numpy() == pytest.approx(expected)
    # A class without photos has nothing to weigh.
    assert class_weights([0, 0, 2], 3).tolist() == pytest.approx([0.75, 1.0, 1.5])


def test_class_weights_make_every_class_count_the_same(some):
    logits, labels, targets = some
    losses = criterion(imbalance="class-weights")(logits * 0, targets)
    sums = [float(losses[labels == index].sum()) for index in range(3)]
    assert sums == pytest.approx([sums[0]] * 3)
    plain = criterion()(logits * 0, targets)
    assert float(losses.mean()) == pytest.approx(float(plain.mean()))


def test_focal_looks_away_from_what_is_sure(some):
    _, _, targets = some
    sure, unsure = 4 * targets, 0.1 * targets
    plain, focal = criterion(), criterion(loss="focal", focal_gamma=2.0)
    assert float((focal(sure, targets) / plain(sure, targets)).max()) < 0.01
    assert float((focal(unsure, targets) / plain(unsure, targets)).min()) > 0.3
    p = sure.softmax(1)[0, 0]
    assert float(focal(sure, targets)[0]) == pytest.approx(float(-((1 - p) ** 2) * p.log()), rel=1e-4)


def test_focal_without_focus_is_cross_entropy(some):
    logits, _, targets = some
    nearly = criterion(loss="focal", focal_gamma=1e-9, label_smoothing=0.1, imbalance="class-weights")
    plain = criterion(label_smoothing=0.1, imbalance="class-weights")
    assert torch.allclose(nearly(logits, targets), plain(logits, targets), atol=1e-6)


def photos_of_levels() -> tuple[torch.Tensor, torch.Tensor]:
    """Photo i is all i: a mixed one tells its parts."""
    return torch.arange(8.0).view(8, 1, 1, 1).expand(8, 3, 16, 16).clone(), torch.arange(8)


def made(mixing: Mixing, inputs: torch.Tensor) -> torch.Tensor:
    """The whole batch in one piece."""
    return mixing.inputs(inputs, slice(0, 100), prepare=lambda some: some)


def test_without_mixing_labels_are_certain():
    inputs, labels = photos_of_levels()
    mixing = Mixer(Recipe(), classes=8)(labels, side=16)
    assert torch.equal(made(mixing, inputs), inputs)
    assert torch.equal(mixing.targets, torch.eye(8))


@pytest.mark.parametrize("values", [{"mixup": 1.0}, {"cutmix": 1.0}, {"mixup": 1.0, "cutmix": 1.0}])
def test_labels_are_shared_as_the_photos_are(values):
    torch.manual_seed(1)
    mixer = Mixer(Recipe().with_values(values), classes=8)
    pasted = 0
    for _ in range(20):
        inputs, labels = photos_of_levels()
        mixing = mixer(labels, side=16)
        mixed, targets = made(mixing, inputs), mixing.targets
        # The mean of a mixed photo is the mean of its labels.
        assert torch.allclose(mixed.mean((1, 2, 3)), targets @ torch.arange(8.0), atol=1e-4)
        assert torch.allclose(targets.sum(1), torch.ones(8))
        pasted += int(bool((mixed == mixed.round()).all()) and not bool((targets == targets.round()).all()))
    assert (pasted > 0) == ("cutmix" in values)
    assert (pasted < 15) == ("mixup" in values)


def test_a_single_photo_is_not_mixed():
    inputs, labels = photos_of_levels()
    assert torch.equal(made(Mixer(Recipe(mixup=1.0), classes=8)(labels[:1], side=16), inputs[:1]), inputs[:1])


@pytest.mark.parametrize(("values", "theirs"), [({"mixup": 1.0}, v2.MixUp), ({"cutmix": 1.0}, v2.CutMix)])
def test_pieces_are_mixed_as_torchvision_mixes_the_whole_batch(values, theirs):
    torch.manual_seed(1)
    mixer, (inputs, labels) = Mixer(Recipe().with_values(values), classes=8), photos_of_levels()
    for size in (1, 3, 8):
        state = torch.get_rng_state()
        mixing = mixer(labels, side=16)
        torch.set_rng_state(state)
        torch.randint(1, ())  # which of the recipe's ways
        expected, targets = theirs(alpha=1.0, num_classes=8)(inputs, labels)
        pieces = [mixing.inputs(inputs, slice(start, start + size), prepare=lambda some: some) for start in range(0, 8, size)]
        assert torch.equal(torch.cat(pieces), expected)
        assert torch.equal(mixing.targets, targets)

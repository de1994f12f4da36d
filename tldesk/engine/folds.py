"""k-fold cross-validation: how well the recipe does on these photos, whichever of them happen to be the validation photos.

The photos of train and validation together are dealt into folds; each fold in turn is the validation split of a training on all others. The
test split never comes here. The run's own model comes first and is what it would be without: it is trained on the recipe's own split, and
the cross-validation is an estimate beside it. As early stopping and calibration look at the validation photos of each fold, the estimate is
a little optimistic, just as the validation figures of one training are.

Features are read from the cache, so that for a head alone the backbone sees each photo once for all folds.
"""

import shutil
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

import numpy as np
from scipy.stats import t as student
from sklearn.model_selection import StratifiedGroupKFold

from tldesk.core.cross_validation import CrossValidation, Fold, FoldFigure
from tldesk.core.errors import RecipeError
from tldesk.core.messages import EpochEnded, Evaluated, Event, Notice, Progress, RequestedPhoto, Step, TrainRequest
from tldesk.core.numbers import percent
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Evaluation, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.engine.ears import Ears

Training = Callable[[TrainRequest], Generator[Event, None, None]]

_UNBOUNDED = frozenset({Figure.KAPPA, Figure.MCC, Figure.LOG_LOSS})
"""Figures that may leave 0..1."""


def cross_validated(request: TrainRequest, ears: Ears, train: Training) -> Generator[Event, None, None]:
    """Train as `request` says, then once more for each fold of its recipe, and keep the figures in the run's folder.

    A fold under way is trained in a folder of its own inside the run's, so that what was broken off goes on in the midst of a fold. STOP
    keeps the model and the folds that have ended.

    Args:
        train: one training, from its request.

    Raises:
        RecipeError: there are too few photos, or groups of them, for so many folds; what else `train` raises.
        JobCancelledError: what has ended is on disk.
    """
    folder = RunFolder(Path(request.run_folder))
    dealt = folds_of(request)
    if not (request.resume and folder.folds_folder.is_dir()):
        yield from train(request)
        folder.folds_folder.mkdir(exist_ok=True)
    ears.keeps = True
    done = list(found.folds) if request.resume and (found := folder.cross_validation) else []
    for number in range(len(done) + 1, len(dealt) + 1):
        if ears.stopping:
            break
        evaluation = yield from _one(request, number, dealt, ears, train)
        if evaluation is None:
            break
        figures = {figure: interval.value for figure, interval in evaluation.figures.items()}
        done.append(Fold(number, len(evaluation.answers), figures))
        folder.write_cross_validation(summed_up(done, wanted=len(dealt)))
        yield Notice(f"Fold {number} of {len(dealt)}: accuracy {percent(evaluation.accuracy.value)} on {len(evaluation.answers)} photos.")
    shutil.rmtree(folder.folds_folder, ignore_errors=True)


def _one(
    request: TrainRequest, number: int, dealt: Sequence[Sequence[RequestedPhoto]], ears: Ears, train: Training
) -> Generator[Event, None, Evaluation | None]:
    """Train on all folds but one and measure on that; None where the user stopped half-way."""
    scratch = RunFolder(Path(request.run_folder)).folds_folder / str(number)
    resume = request.resume and scratch.is_dir()
    scratch.mkdir(exist_ok=True)
    photos = tuple(
        replace(photo, split=Split.VALIDATION if index == number - 1 else Split.TRAIN) for index, fold in enumerate(dealt) for photo in fold
    )
    fold = replace(request, run_folder=str(scratch), recipe=request.recipe.with_values({"folds": 0}), photos=photos, resume=resume)
    yield Progress(Step.FOLDS, (number - 1) * len(photos), len(dealt) * len(photos))
    evaluation: Evaluation | None = None
    with closing(train(fold)) as events:
        for event in events:
            if ears.stopping:
                return None
            match event:
                case Progress():
                    share = _share_of(event, request.recipe)
                    if share is not None:
                        yield Progress(Step.FOLDS, round((number - 1 + share) * len(photos)), len(dealt) * len(photos))
                case Evaluated():
                    evaluation = event.evaluation
                case EpochEnded():
                    pass
                case _:
                    yield event
    return evaluation


def _share_of(event: Progress, recipe: Recipe) -> float | None:
    """How much of a fold is done, by the step that takes most of its time; None in all others."""
    longest = Step.FINE_TUNE if recipe.fine_tunes else Step.FEATURES
    return event.done / event.total if event.step is longest and event.total else None


def folds_of(request: TrainRequest) -> list[list[RequestedPhoto]]:
    """The labelled photos of train and validation, in as many folds as the recipe says.

    Classes are shared out evenly and groups stay whole (scikit-learn's StratifiedGroupKFold), by the recipe's seed and the order of the
    photos only, so that a resumed training has the same folds.

    Raises:
        RecipeError: there are too few photos, or groups of them.
    """
    count, names = request.recipe.folds, request.classes
    photos = [p for p in request.photos if p.split in {Split.TRAIN, Split.VALIDATION} and p.label is not None and p.label < len(names)]
    groups = [f"g{photo.group}" if photo.group else f"p{index}" for index, photo in enumerate(photos)]
    of_class: defaultdict[int | None, set[str]] = defaultdict(set)
    for photo, group in zip(photos, groups, strict=True):
        of_class[photo.label].add(group)
    few = [name for index, name in enumerate(names) if len(of_class[index]) < 2]
    if few or len(set(groups)) < count:
        _refuse(f"{', '.join(few)} has only one" if few else f"there are {len(set(groups))} in all", count)
    dealer = StratifiedGroupKFold(count, shuffle=True, random_state=request.recipe.seed)
    with warnings.catch_warnings():
        # A class with fewer photos than folds is no trouble: some folds are measured without it.
        warnings.filterwarnings("ignore", message="The least populated class", category=UserWarning)
        dealt = [held for _, held in dealer.split(np.zeros(len(photos)), [photo.label for photo in photos], groups)]
    folds = [[photos[index] for index in held] for held in dealt]
    whole = Counter(photo.label for photo in photos)
    for fold in folds:
        lost = [names[label] for label, inside in Counter(p.label for p in fold).items() if label is not None and inside == whole[label]]
        if lost or not fold:
            _refuse(f"those of {', '.join(lost)} fall into one fold" if lost else "a fold stays empty", count)
    return folds


def _refuse(reason: str, count: int) -> None:
    raise RecipeError(
        f"There are too few photos, or groups of photos that stay together, for {count} folds: {reason}.",
        kept="All labels and splits are kept.",
        remedy="Choose fewer folds, label more photos, or train without cross-validation (folds 0).",
    )


def summed_up(folds: Sequence[Fold], *, wanted: int) -> CrossValidation:
    """Mean, spread and 95 % interval of every figure that all `folds` have.

    The folds' trainings share most of their photos, so that their figures vary less than those of unrelated trainings would. The interval
    of the mean is therefore Student's with the variance corrected by Nadeau & Bengio 2003 ("Inference for the generalization error",
    section 3): `(1/n + 1/(k-1)) * s**2` with n - 1 degrees of freedom, of n folds that ended among the k that were
    dealt. Where all folds are alike it says nothing and is left out.
    """
    if len(folds) < 2:
        return CrossValidation(wanted, tuple(folds))
    common = [figure for figure in Figure if all(figure in fold.figures for fold in folds)]
    return CrossValidation(
        wanted, tuple(folds), {figure: _over([fold.figures[figure] for fold in folds], figure, wanted) for figure in common}
    )


def _over(values: Sequence[float], figure: Figure, wanted: int) -> FoldFigure:
    count, mean, spread = len(values), fmean(values), stdev(values)
    if spread < 1e-12:
        return FoldFigure(Interval(mean, None, None), 0.0)
    reach = float(student.ppf(0.975, count - 1)) * spread * sqrt(1 / count + 1 / (wanted - 1))
    low, high = mean - reach, mean + reach
    if figure not in _UNBOUNDED:
        low, high = max(0.0, low), min(1.0, high)
    return FoldFigure(Interval(mean, low, high), spread)

import pickle
import re

import pytest

from tldesk.core.changes import Change
from tldesk.core.engine_trouble import can_not_load
from tldesk.core.errors import PhotoError, PhotoFault, TldeskError
from tldesk.core.messages import (
    SAID_OF_ENDINGS,
    Cancelled,
    Ending,
    Failed,
    Finished,
    Killed,
    OutOfMemory,
    RequestedPhoto,
    TrainRequest,
    phrase,
    retold,
)
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.without_gpu import WithoutGpu


@pytest.mark.parametrize("ending", [Finished(), Cancelled(), Failed("No.", "Do."), OutOfMemory("CPU, 2 threads"), Killed(-9), Killed(None)])
def test_every_ending_is_said_in_whole_sentences(ending: Ending) -> None:
    assert phrase(ending).endswith(".")
    assert "None" not in phrase(ending)


_LACKS = can_not_load(OSError("one.so: cannot\nopen."))


@pytest.mark.parametrize("ending", [Cancelled(), OutOfMemory("{GPU} (8 GB)"), Killed(-9), Killed(None), Failed(_LACKS.what, _LACKS.remedy)])
def test_what_was_said_of_an_ending_is_told_again_in_another_language(ending: Ending) -> None:
    shouted = {said: re.sub(r"\b[a-z]+\b(?!})", lambda word: word[0].upper(), said) for said in SAID_OF_ENDINGS}
    told = retold(phrase(ending), shouted.__getitem__)
    assert told != phrase(ending)
    assert told.upper() == phrase(ending).upper()
    assert "{GPU} (8 GB)" in told or not isinstance(ending, OutOfMemory)


@pytest.mark.parametrize("why", [WithoutGpu.OLD_CARD, WithoutGpu.UNKNOWN_CARD])
def test_why_a_card_is_not_used_is_told_again_with_its_capability(why: WithoutGpu) -> None:
    said = why.value.format(card="6.1", built="7.5, 8.0")
    german = {WithoutGpu.OLD_CARD.value: "alt {built} {card}", WithoutGpu.UNKNOWN_CARD.value: "neu {built} {card}"}
    told = retold(said, lambda template: german[template], among=[one.value for one in WithoutGpu])
    assert told == german[why.value].format(card="6.1", built="7.5, 8.0")


def test_what_was_said_of_an_error_stays_as_it_is() -> None:
    said = phrase(Failed("There is no such backbone.", "Choose another."))
    assert retold(said, str.upper) == said


def test_what_went_wrong_says_what_to_do() -> None:
    for ending in (OutOfMemory("the GPU"), Killed(-9)):
        assert "kept" in phrase(ending)
        assert "again" in phrase(ending)


def test_a_request_crosses_a_process_boundary() -> None:
    photo = RequestedPhoto("1", "/p/ü.jpg", "ab", 0, Split.TRAIN)
    request = TrainRequest("/runs/1", Recipe(seed=9), ("A", "B"), (photo,), "/cache")
    assert pickle.loads(pickle.dumps(request)) == request


def test_changes_add_up() -> None:
    total = Change(photos=frozenset({1})) | Change(photos=frozenset({2}), runs=frozenset({"r"}))
    assert total == Change(photos=frozenset({1, 2}), runs=frozenset({"r"}))
    assert total
    assert not Change()


def test_an_error_says_what_was_kept_and_what_to_do(tmp_path) -> None:
    assert str(TldeskError("It broke.", kept="Labels are kept.", remedy="Try again.")) == "It broke. Labels are kept. Try again."
    error = PhotoError(tmp_path / "a.jpg", PhotoFault.DAMAGED, "the file is cut off")
    assert (str(error), error.fault) == ("a.jpg: the file is cut off", PhotoFault.DAMAGED)

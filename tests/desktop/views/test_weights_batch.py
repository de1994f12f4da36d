from pathlib import Path

from PySide6.QtWidgets import QApplication

from tldesk.core.messages import AddWeightsRequest, Cancelled, Failed, FetchWeightsRequest, Finished
from tldesk.desktop.views.weights.batch import MANY, Batch

FILES = [Path(f"{letter}.pth") for letter in "abc"]


def asked(file: Path) -> AddWeightsRequest:
    return AddWeightsRequest(str(file), "folder")


def test_one_file_is_not_counted(qapp: QApplication) -> None:
    batch = Batch()
    batch.take(FILES[:1])
    batch.note(asked(batch.waiting.pop()), Failed("damaged"), "It is damaged.")
    assert batch.in_words() == "a.pth was refused: It is damaged."


def test_a_refusal_stays_while_others_are_looked_at_and_what_was_done_before_is_not_lost(qapp: QApplication) -> None:
    batch = Batch()
    batch.take(FILES)
    batch.note(FetchWeightsRequest("resnet18.a1_in1k", "folder"), Failed("silent"), "The hub is silent.")
    batch.note(asked(batch.waiting.pop(0)), Failed("damaged"), "It is damaged.")
    assert batch.so_far() == ["The hub is silent.", "a.pth was refused: It is damaged."]
    batch.note(asked(batch.waiting.pop(0)), Finished(), "b is here")
    batch.note(asked(batch.waiting.pop(0)), Finished(), "c is here")
    assert batch.in_words() == "Here and checked: 2 of 3\nThe hub is silent.\na.pth was refused: It is damaged."


def test_those_that_a_cancel_left_out_are_counted(qapp: QApplication) -> None:
    batch = Batch()
    batch.take(FILES)
    batch.note(asked(batch.waiting.pop(0)), Finished(), "a is here")
    under_way = batch.waiting.pop(0)
    batch.leave()
    batch.note(asked(under_way), Cancelled(), "Cancelled.")
    assert (batch.waiting, batch.in_words()) == ([], "Here and checked: 1 of 3\nCancelled.")


def test_a_folder_full_of_others_is_said_in_few_lines(qapp: QApplication) -> None:
    batch = Batch()
    batch.take(Path(f"{number}.jpg") for number in range(MANY + 2))
    lines = batch.in_words().splitlines()
    assert (len(lines), lines[0], lines[-1]) == (MANY + 2, f"Here and checked: 0 of {MANY + 2}", "Refused as well: 6.jpg, 7.jpg")

from tldesk.core.abstention import Abstention, abstention
from tldesk.core.never_unsure import REASONS, reason
from tldesk.core.results import Answer


def told(photos: int) -> str:
    return reason(abstention([Answer(str(number), "", (0.9, 0.1), 0) for number in range(photos)])).format(count=photos)


def test_the_reason_counts_the_validation_photos():
    assert told(9) == "9 validation photos are too few, or mistaken too often: nothing is called not sure."
    assert told(1).startswith("1 validation photo is")
    assert told(0).startswith("Without validation photos")


def test_photos_that_would_do_are_not_blamed():
    said = reason(Abstention(0.05, 0.8, 1.0, 0.0, None, 400))
    assert "chooses" in said
    assert said in REASONS

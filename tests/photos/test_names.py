import random

from tldesk.photos.names import natural_key


def test_numbers_compare_by_value_and_letters_without_case() -> None:
    names = ["img1", "IMG2", "img02b", "img10", "Img100", "img99999999999999999999", "imgx"]
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=natural_key) == names
    assert natural_key("½²") == natural_key("½²")

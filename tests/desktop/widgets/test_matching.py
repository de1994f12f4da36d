from tldesk.desktop.widgets.matching import matching

NAMES = ["Open a folder…", "Show all photos", "Show unlabelled photos", "Folder again", "Écureuil"]


def test_every_typed_word_must_occur_and_beginnings_come_first() -> None:
    assert matching(NAMES, "") == [0, 1, 2, 3, 4]
    assert matching(NAMES, "show photos") == [1, 2]
    assert matching(NAMES, "FOLDER") == [3, 0]
    assert matching(NAMES, "zebra") == []


def test_accents_need_not_be_typed() -> None:
    assert matching(NAMES, "ecu") == [4]
    assert matching(["Ecureuil"], "écu") == [0]

from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.confidence_bar import ConfidenceBar, TopAnswers


def test_the_five_best_answers_come_best_first_and_the_label_is_named(qtbot: QtBot) -> None:
    top = TopAnswers()
    qtbot.addWidget(top)
    top.show()

    def shown() -> list[str]:
        return [bar.accessibleName() for bar in top.findChildren(ConfidenceBar) if bar.isVisible()]

    top.show_probabilities("abcdefg", (0.05, 0.4, 0.02, 0.3, 0.1, 0.12, 0.01), colours={"b": "#123456"}, label="d")
    assert shown() == [f"{words}\u202f%" for words in ("b: 40.0", "d (label): 30.0", "f: 12.0", "e: 10.0", "a: 5.0")]
    top.show_probabilities("ab", (0.3, 0.7), colours={})
    assert shown() == [f"{words}\u202f%" for words in ("b: 70.0", "a: 30.0")]
    top.clear()
    assert shown() == []

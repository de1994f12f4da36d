import re

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from tldesk.jobs.report_fonts import Fonts


def plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def test_latin_letters_stand_as_they_are_and_nothing_is_taken_for_markup() -> None:
    fonts = Fonts("E. coli")
    assert plain(fonts.markup("E. coli <wild>")) == "E. coli &lt;wild&gt;"


def test_letters_of_east_asia_are_in_a_font_that_has_them_whatever_this_computer_has() -> None:
    fonts = Fonts("E. coli")
    for words in ("大腸菌", "カビ", "한국어"):
        markup = fonts.markup(f"a {words}")
        assert plain(markup) == f"a {words}"
        assert "<font name=" in markup
        Paragraph(markup, ParagraphStyle("body", fontName=fonts.main)).wrap(200, 200)


def test_a_picture_that_no_font_has_is_named() -> None:
    fonts = Fonts("a")
    # A system with a font of pictures shows it.
    assert plain(fonts.markup("\U0001f9a0 a")) in {"[microbe] a", "\U0001f9a0 a"}

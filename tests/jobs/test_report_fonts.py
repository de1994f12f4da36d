import re
import struct
import sys
import unicodedata
from pathlib import Path

import pytest
import reportlab
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


OWN = {"win32": "AppData/Local/Microsoft/Windows/Fonts", "darwin": "Library/Fonts"}.get(sys.platform, ".local/share/fonts")


@pytest.fixture
def own_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own fonts."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    folder = tmp_path / OWN
    folder.mkdir(parents=True)
    return folder


def font_of_one(letter: str) -> bytes:
    """A font whose only letter is this one."""
    made = bytearray((Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes())
    code, last = ord(letter), 0xFFFF
    segments = struct.pack(">7H", 4, 32, 0, 4, 4, 1, 0) + struct.pack(">9H", code, last, 0, code, last, (36 - code) % 65536, 1, 0, 0)
    directory = made.index(b"cmap")
    struct.pack_into(">LL", made, directory + 8, len(made), 12 + len(segments))
    return bytes(made + struct.pack(">2H2HL", 0, 1, 3, 1, 12) + segments)


def test_the_fonts_are_those_of_the_letters_as_they_are_drawn(own_fonts: Path) -> None:
    (own_fonts / "lohit-hangul.ttf").write_bytes(font_of_one("한"))
    fonts = Fonts(unicodedata.normalize("NFD", "한"))
    assert fonts.font_of("한") in {fonts.main, "lohit-hangul"}
    assert fonts.font_of("한") != "Helvetica"


@pytest.mark.parametrize("harm", ["cut off", "another table", "another kind"])
def test_a_damaged_font_is_passed_over(own_fonts: Path, harm: str) -> None:
    damaged = bytearray(font_of_one("한"))
    match harm:
        case "cut off":
            del damaged[-20:]
        case "another table":
            damaged[damaged.index(b"cmap")] = 0
        case _:
            damaged[-32:-30] = b"\x00\x63"
    (own_fonts / "lohit-hangul.ttf").write_bytes(damaged)
    assert Fonts("한").font_of("한") != "lohit-hangul"


def test_a_user_without_a_home_has_the_fonts_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, "~")
    assert Fonts("a").main != "Helvetica"

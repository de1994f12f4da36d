"""Scripts whose letters join, stack or run from right to left, in the PDF of a report. What needs a font of this computer says so."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from reportlab.platypus import SimpleDocTemplate

from tldesk.core.words import isolated
from tldesk.jobs.report_fonts import Fonts
from tldesk.jobs.report_lines import Lines, needs_laying_out
from tldesk.jobs.report_sheet import Pages

FISH = "سمك"
HEBREW = "קובץ"
SCRIPTS = {"ARABIC": FISH, "HEBREW": HEBREW, "DEVANAGARI": "क्ष कर्म"}


def lines_of(words: str, script: str = "ARABIC") -> Lines:
    fonts = Fonts(f"{words} Label, answered 0123456789.%")
    lacking = [letter for letter in SCRIPTS[script] if fonts.spelled(letter) == letter and not fonts._having(letter)]
    if lacking:
        pytest.skip(f"no font of this computer has letters of {script.capitalize()}")
    made = Pages(fonts).text(words)
    assert isinstance(made, Lines)
    return made


def from_left_to_right(words: str, script: str = "ARABIC") -> list[str]:
    """What is drawn, as it is written."""
    return [piece.said or str(piece.drawn) for piece in lines_of(words, script).pieces(words)]


def test_letters_of_an_arabic_word_join_and_run_from_right_to_left() -> None:
    assert from_left_to_right(FISH) == list(reversed(FISH))
    pieces = lines_of(FISH).pieces(FISH)
    forms = [unicodedata.decomposition(str(piece.drawn)).partition(" ")[0] for piece in pieces]
    alone = [piece.drawn for letter in FISH for piece in lines_of(letter).pieces(letter)]
    # The glyphs of a word are others than those of its letters by themselves; where the font says which forms, they are these.
    assert not {str(piece.drawn) for piece in pieces} & set(map(str, alone))
    assert forms == ["<final>", "<medial>", "<initial>"] or not any(forms)


def test_numbers_and_names_keep_their_direction_inside() -> None:
    assert "".join(from_left_to_right(f"{HEBREW} (3) IMG_42.jpg", "HEBREW")) == f"IMG_42.jpg (3) {HEBREW[::-1]}"
    assert "".join(from_left_to_right(f"a {FISH} b")) == f"a {FISH[::-1]} b"
    # Brackets among letters from right to left are drawn turned round, and come the other way round.
    assert "".join(from_left_to_right(f"{HEBREW} ({HEBREW})", "HEBREW")) == f"({HEBREW[::-1]}) {HEBREW[::-1]}"


def test_a_name_in_a_sentence_turns_nothing_round() -> None:
    other = "ملح 12"
    words = f"Label {isolated(FISH)}, answered {isolated(other)}, 97.1 %"
    assert "".join(from_left_to_right(words)) == f"Label {FISH[::-1]}, answered 12 {'ملح'[::-1]}, 97.1 %"


def test_letters_that_stack_become_one_glyph_of_the_font_that_has_them() -> None:
    (conjunct, *_) = lines_of("क्ष", "DEVANAGARI").pieces("क्ष")
    assert conjunct.said == "क्ष"
    assert len(conjunct.drawn) < 3
    mixed = lines_of("abc क्ष_9", "DEVANAGARI").pieces("abc क्ष_9")
    assert "".join(piece.said or str(piece.drawn) for piece in mixed) == "abc क्ष_9"


@pytest.mark.parametrize("words", ["E. coli 12 %", "Zażółć", "Zaz\u0307o\u0301\u0142c\u0301", "大腸菌", "[a]"])
def test_what_reportlab_lays_out_is_left_to_it(words: str) -> None:
    assert not needs_laying_out(unicodedata.normalize("NFC", words))
    assert not isinstance(Pages(Fonts(words)).text(words), Lines)


def test_lines_are_broken_where_they_are_full_and_all_words_are_kept() -> None:
    words = " ".join([FISH, "a(b)", FISH * 20] * 12)
    made = lines_of(words)
    width, height = made.wrap(150, 1000)
    assert (width, height) == (150, len(made._lines) * made.style.leading)
    assert all(sum(piece.width for piece in made.pieces(line)) <= 150 for line in made._lines)
    assert "".join(made._lines).replace(" ", "") == words.replace(" ", "")
    first, rest = made.split(150, 3.5 * made.style.leading)
    assert first.wrap(150, 1000)[1] == 3 * made.style.leading
    assert f"{first.words} {rest.words}" == " ".join(made._lines)
    assert made.split(150, 1) == []


def test_letters_are_found_in_the_pdf_as_they_are_written(tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext on this computer")
    file = tmp_path / "pages.pdf"
    SimpleDocTemplate(str(file)).build([lines_of(words) for words in (f"{FISH} السلمون", f"Label {isolated(FISH)}")])
    said = subprocess.run([reader, str(file), "-"], capture_output=True, encoding="utf-8", check=True).stdout
    found = "".join(letter for letter in said if unicodedata.category(letter) != "Cf").split()
    # Readers differ in what they take for the direction of a line.
    assert sorted(found) == sorted([FISH, "السلمون", "Label", FISH])

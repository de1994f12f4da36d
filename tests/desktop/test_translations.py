"""The German window: its table is whole and up to date, what it says fits the English, and the window shows it."""

import ast
import importlib.util
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from tldesk.core.files import resources_folder
from tldesk.core.messages import Cancelled, Ending, Killed, OutOfMemory, phrase
from tldesk.core.recipe import knobs
from tldesk.core.run_values import RunState
from tldesk.desktop import resources
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.settings import SettingsSheet
from tldesk.desktop.widgets.knob_editors import help_in_short
from tldesk.desktop.widgets.run_chip import RunChip

ROOT = Path(__file__).resolve().parents[2]
TABLE = resources_folder() / "translations" / "tldesk_de.ts"
KEPT_AS_IT_IS = re.compile(r"%L?\d|%n|\{\w*\}|<[^>]+>|\n|&(?!\s)")
"""What a translation holds as often as its source: places to fill in, tags, ends of lines, and the key that is underlined."""

HINT, KEY, CLASS = re.compile(r"\(Alt\+([A-Z])\)"), re.compile(r"Alt\+([A-Z])"), re.compile(r"^class (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    counted: bool
    finished: bool
    forms: tuple[str, ...]


def read(table: Path) -> list[Message]:
    messages = []
    for context in ET.parse(table).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            counted = message.get("numerus") == "yes"
            texts = [form.text for form in translation] if counted else [translation.text]
            named, source = context.findtext("name") or "", message.findtext("source") or ""
            messages.append(Message(named, source, counted, translation.get("type") is None, tuple(text or "" for text in texts)))
    return messages


@pytest.fixture(scope="module")
def german() -> list[Message]:
    return read(TABLE)


@pytest.fixture
def in_german(qapp: QApplication) -> Iterator[None]:
    resources.install_language(qapp, "de")
    yield
    resources.install_language(qapp)


def _told(message: Message) -> tuple[str, str, bool]:
    return message.context, message.source, message.counted


def test_the_table_holds_all_that_the_program_says_and_nothing_else(german: list[Message], tmp_path: Path) -> None:
    """Where this fails: `make translations`, and translate what is new."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    copy = Path(shutil.copy(TABLE, tmp_path))
    script.update(copy)
    assert {_told(message) for message in read(copy)} == {_told(message) for message in german}


def test_the_collector_of_texts_sees_each_of_them() -> None:
    """It takes `tr` for the method of the class around it, and passes over what stands in an f-string.

    Qt asks for a counted text under the name of the object's own class alone, so that one of a class that others inherit is not found.
    """
    unseen, counting, inherited = [], set(), set()
    for file in sorted((ROOT / "tldesk" / "desktop").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        inside = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in ast.walk(one)}
        called = {id(one.func): one for one in ast.walk(tree) if isinstance(one, ast.Call)}
        for one in ast.walk(tree):
            if isinstance(one, ast.Attribute) and one.attr == "tr":
                plain = ast.unparse(one.value) == "self" and id(one) in called and id(one) not in inside
                unseen += [] if plain else [f"{file.name}:{one.lineno}"]
            elif isinstance(one, ast.ClassDef):
                inherited |= {ast.unparse(base).rpartition(".")[2] for base in one.bases}
                asked = [part for part in ast.walk(one) if isinstance(part, ast.Attribute) and part.attr == "tr" and id(part) in called]
                counting |= {one.name for part in asked if len(called[id(part)].args) > 2}
    assert unseen == []
    assert counting & inherited == set()


def test_every_text_is_translated_and_keeps_what_is_filled_in(german: list[Message]) -> None:
    assert len(german) > 1500
    wrong = [message for message in german if not message.finished or not all(message.forms)]
    wrong += [message for message in german if len(message.forms) != (2 if message.counted else 1)]
    for message in german:
        kept = sorted(KEPT_AS_IT_IS.findall(message.source))
        wrong += [message for form in message.forms if sorted(KEPT_AS_IT_IS.findall(form)) != kept]
    assert wrong == []


def _forms(message: Message) -> str:
    return " ".join(message.forms)


def test_each_key_of_a_hint_is_the_one_that_is_underlined(german: list[Message]) -> None:
    """A hint "(Alt+X)" stands in the class that underlines the X, but for `LookButton`, which has no words and presses its U itself."""
    wrong = []
    for said in (lambda message: message.source, _forms):
        underlined = {(message.context, letter.upper()) for message in german for letter in re.findall(r"&(\w)", said(message))}
        hinted = {(message.context, letter) for message in german for letter in HINT.findall(said(message))}
        wrong += [hinted - underlined]
    assert wrong == [{("LookButton", "U")}] * 2


def test_the_help_names_the_keys_of_the_hints(german: list[Message]) -> None:
    """Each key of a line of the help is in German what a hint of the same page, or of a widget, makes of the English one."""
    classes = {
        name: file for file in sorted((ROOT / "tldesk" / "desktop").rglob("*.py")) for name in CLASS.findall(file.read_text("utf-8"))
    }
    hints: dict[str, dict[str, str]] = {}
    for message in german:
        hints.setdefault(message.context, {}).update(zip(HINT.findall(message.source), HINT.findall(_forms(message)), strict=False))
    lines = [message for message in german if re.fullmatch(r"Alt\+[A-Z](, Alt\+[A-Z])*", message.source)]
    assert len(lines) > 3
    for line in lines:
        keys, page = KEY.findall(line.source), classes[line.context].parent
        near = [hints[name] for name, file in classes.items() if name in hints and file.parent in {page, page.parents[1] / "widgets"}]
        pressed = [one for one in near if set(keys) <= set(one)] or near
        for key, shown in zip(keys, KEY.findall(_forms(line)), strict=True):
            assert shown in {one.get(key) for one in pressed}, (line, key)


def test_the_compiled_table_says_the_same(german: list[Message], qapp: QApplication) -> None:
    compiled = QTranslator()
    assert compiled.load(str(TABLE.with_suffix(".qm")))
    for message in german:
        said = [compiled.translate(message.context, message.source, None, n) for n in ((1, 2) if message.counted else (-1,))]
        assert said == list(message.forms), message


def test_what_is_chosen_in_a_recipe_is_explained_by_its_own_name(in_german: None) -> None:
    """The help begins the sentence about a choice with the choice as the menu says it."""
    for knob in knobs():
        for choice in knob.choices:
            if f"{choice}: " in knob.help:
                assert f"{resources.translated(choice)}: " in resources.translated(knob.help), (knob.name, choice)
    method = next(knob for knob in knobs() if knob.name == "method")
    assert help_in_short(method, "two-stage") == "Erst der Kopf, dann die letzten Stufen mit kleinerer Lernrate."


@pytest.mark.parametrize("ending", [Cancelled(), OutOfMemory("NVIDIA X"), Killed(-9), Killed(None)])
def test_how_a_job_ended_is_said_in_the_language_of_the_window(in_german: None, ending: Ending) -> None:
    said = resources.ending_in_words(phrase(ending))
    assert "kept" not in said
    assert [part for part in ("NVIDIA X", "-9") if part in said] == [part for part in ("NVIDIA X", "-9") if part in phrase(ending)]


def test_a_window_is_in_german_and_in_english_again(qapp: QApplication, qtbot: QtBot, session: Session, preferences: Preferences) -> None:
    def shown() -> tuple[str, str, str, str]:
        sheet, chip, buttons = SettingsSheet(session, preferences), RunChip(), QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        for widget in (sheet, chip, buttons):
            qtbot.addWidget(widget)
        sheet.join()
        chip.show_state(RunState.FINISHED)
        many = QCoreApplication.translate("Labelling", "%n photo(s) labelled {name}", "", 12345)
        return sheet.windowTitle(), chip.accessibleName(), buttons.buttons()[0].text(), many

    english = shown()
    resources.install_language(qapp, "de")
    try:
        german = shown()
    finally:
        resources.install_language(qapp)
    assert english == ("Settings", "Finished", "Cancel", "12\u202f345 photos labelled {name}")
    assert german == ("Einstellungen", "Fertig", "Abbrechen", "12\u202f345 Fotos der Klasse {name} zugeordnet")
    assert shown() == english


def test_one_thing_is_singular_and_what_the_table_lacks_is_english(in_german: None) -> None:
    assert QCoreApplication.translate("Labelling", "%n photo(s) labelled {name}", "", 1) == "1 Foto der Klasse {name} zugeordnet"
    assert QCoreApplication.translate("Labelling", "%n dog(s) in {name}", "", 2) == "2 dogs in {name}"
    assert QCoreApplication.translate("Labelling", "A dog in {name}") == "A dog in {name}"


def test_the_language_is_chosen_in_the_settings(qtbot: QtBot, session: Session, preferences: Preferences) -> None:
    assert preferences.language == "system"
    sheet = SettingsSheet(session, preferences)
    qtbot.addWidget(sheet)
    assert [sheet.language.itemText(row) for row in range(3)] == ["As the system has it", "English", "Deutsch"]
    sheet.language.setCurrentIndex(2)
    sheet.language.activated.emit(2)
    assert preferences.language == "de"


@pytest.mark.parametrize(
    ("system", "choice", "shown"),
    [
        (["de-DE"], "system", "de"),
        (["fr-FR", "de-CH"], "system", "de"),
        (["en-GB", "de-DE"], "system", "en"),
        (["C"], "system", "en"),
        (["de-DE"], "en", "en"),
        (["C"], "de", "de"),
        (["C"], "nonsense", "en"),
    ],
)
def test_the_system_s_language_is_shown_where_there_is_one_and_none_was_chosen(system: list[str], choice: str, shown: str) -> None:
    assert resources.language_of(choice, system=system) == shown

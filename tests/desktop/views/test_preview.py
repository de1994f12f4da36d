"""The preview of the augmentation: when it asks the engine for pictures, and what it says. The engine's part is told by hand."""

import pytest
from pytestqt.qtbot import QtBot

from tldesk.core.messages import Failed, Finished, Previewed, PreviewRequest
from tldesk.core.previews import PhotoPreview, Picture
from tldesk.desktop.session import Session
from tldesk.desktop.views.train.view import TrainView


@pytest.fixture
def view(train: TrainView) -> TrainView:
    train.recipe.preview_action.trigger()
    return train


def asked(view: TrainView, qtbot: QtBot, *, before: PreviewRequest | None = None) -> PreviewRequest:
    """What the engine is to draw, once it is another wish than `before`."""
    qtbot.waitUntil(lambda: view.preview._asked is not None and view.preview._asked is not before)
    assert view.preview._asked is not None
    return view.preview._asked


def draw(session: Session, request: PreviewRequest, *, views: int = 6, seen: tuple[float, float, float, float] = (0.2, 0, 0.8, 1)) -> None:
    """Do as the engine does."""
    picture = Picture(4, 3, bytes(range(36)))
    drawn = tuple(PhotoPreview(photo.key, picture, seen, picture, (picture,) * views) for photo in request.photos)
    session.heard.emit(request, Previewed(drawn))
    session.heard.emit(request, Finished())


def test_pictures_are_asked_for_one_wish_at_a_time_and_the_last_one_wins(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    preview, form = view.preview, view.recipe.form
    first = asked(view, qtbot)
    assert (len(first.photos), first.views) == (2, 6)
    assert preview.words.text() == "The engine starts. The pictures come in a few seconds."
    assert opened.answering is None  # it is no job, and stands in nobody's way
    for noise in (10.0, 20.0, 30.0):
        form.set_value("noise", noise)
    draw(opened, first)
    assert len(preview.strip.previews) == 2
    assert not preview.grab().isNull()
    second = asked(view, qtbot, before=first)
    assert second.recipe.noise == 30
    assert second.photos == first.photos
    draw(opened, second)
    assert preview.words.text().startswith("Drawn as in training")
    assert "hides what is outside" in preview.words.text()
    form.set_value("learning_rate", 0.5)  # on which no picture depends
    qtbot.wait(200)
    assert preview._asked is None
    preview.draw_again.trigger()
    third = asked(view, qtbot)
    assert (third.draw, third.photos) == (1, first.photos)


def test_what_can_not_be_shown_is_said(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    preview, form = view.preview, view.recipe.form
    form.set_value("views", 0)
    form.set_value("framing", "letterbox")
    request = asked(view, qtbot)
    draw(opened, request, views=0, seen=(0, 0, 1, 1))
    if request.recipe.alters:  # asked before the settings had settled
        draw(opened, asked(view, qtbot, before=request), views=0, seen=(0, 0, 1, 1))
    assert preview.words.text() == "This recipe shows the head no altered photos, because Augmented views is 0."
    form.set_value("image_size", 96)
    opened.heard.emit(asked(view, qtbot), Failed("There is no such backbone.", "Choose another."))
    assert preview.words.text() == "There is no such backbone. Choose another."
    form.set_value("image_size", -1)
    assert preview.words.text().startswith("A setting is to be corrected first")
    preview.close_button.click()
    assert view.curves.isVisible()
    assert not view.recipe.preview_action.isChecked()

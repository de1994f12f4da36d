"""The look: named colours in a light and a dark set, spacing, type. Views ask here and nowhere else.

Widgets hear of a change of scheme as `QEvent.PaletteChange`; what paints with `colours()` at paint time needs to do nothing.
"""

from dataclasses import dataclass, fields
from typing import Final, Literal, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from tldesk.core.files import resources_folder
from tldesk.desktop import resources

Scheme = Literal["system", "light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)

S4: Final = 4
S8: Final = 8
S12: Final = 12
S16: Final = 16
S24: Final = 24
RADIUS: Final = 6
ICON_SMALL: Final = 16
ICON: Final = 20


@dataclass(frozen=True)
class Palette:
    """Named colours.

    Attributes:
        surface: around photos and in fields. panel: the window. raised: buttons, headers, what is hovered.
        line: hairlines that only separate. edge: outlines that mean something (3:1 on panel).
        text, muted: 4.5:1 on surface, panel and raised.
        accent: links, focus, selection outlines (4.5:1 as text). accent_fill with accent_text on it: the one next step.
        selection: the ground of a selected row or tile.
        danger, warning, good: 4.5:1 as text.
    """

    dark: bool
    surface: QColor
    panel: QColor
    raised: QColor
    pressed: QColor
    line: QColor
    edge: QColor
    text: QColor
    muted: QColor
    disabled: QColor
    accent: QColor
    accent_fill: QColor
    accent_hover: QColor
    accent_text: QColor
    selection: QColor
    danger: QColor
    warning: QColor
    good: QColor


DARK: Final = Palette(
    dark=True,
    surface=QColor("#181818"),
    panel=QColor("#202020"),
    raised=QColor("#2a2a2a"),
    pressed=QColor("#363636"),
    line=QColor("#363636"),
    edge=QColor("#7a7a7a"),
    text=QColor("#ececec"),
    muted=QColor("#a6a6a6"),
    disabled=QColor("#6e6e6e"),
    accent=QColor("#6cb0ff"),
    accent_fill=QColor("#1f6feb"),
    accent_hover=QColor("#1a62d1"),
    accent_text=QColor("#ffffff"),
    selection=QColor("#24405f"),
    danger=QColor("#ff8a80"),
    warning=QColor("#e3b341"),
    good=QColor("#63c784"),
)

LIGHT: Final = Palette(
    dark=False,
    surface=QColor("#fafafa"),
    panel=QColor("#f2f2f2"),
    raised=QColor("#e4e4e4"),
    pressed=QColor("#d6d6d6"),
    line=QColor("#d6d6d6"),
    edge=QColor("#7c7c7c"),
    text=QColor("#1c1c1c"),
    muted=QColor("#595959"),
    disabled=QColor("#9a9a9a"),
    accent=QColor("#0b57c4"),
    accent_fill=QColor("#0b57c4"),
    accent_hover=QColor("#094aa8"),
    accent_text=QColor("#ffffff"),
    selection=QColor("#cfe0f7"),
    danger=QColor("#ab1d16"),
    warning=QColor("#744d00"),
    good=QColor("#12612a"),
)


def scheme_of(text: str) -> Scheme:
    """The scheme that `text` names, "system" where it names none."""
    return next((scheme for scheme in SCHEMES if scheme == text), "system")


def colours() -> Palette:
    """The named colours of the scheme now shown."""
    return DARK if QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def apply(app: QApplication, scheme: Scheme) -> None:
    """Show `scheme`; with "system" the scheme follows the desktop's, also when that changes later."""
    hints = app.styleHints()
    if not app.property("themed"):
        app.setProperty("themed", True)
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(body())
        hints.colorSchemeChanged.connect(lambda now: _show(app, dark=now == Qt.ColorScheme.Dark))
    if scheme == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    # The offscreen platform has no scheme of its own and keeps "unknown": then what was asked for decides.
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _show(app, dark=dark)


def _show(app: QApplication, *, dark: bool) -> None:
    named = DARK if dark else LIGHT
    app.setPalette(_qt_palette(named))
    app.setStyleSheet(resources.stylesheet(_placeholders(named)))


def _placeholders(named: Palette) -> dict[str, str]:
    values = {f.name: getattr(named, f.name).name() for f in fields(named) if f.name != "dark"}
    icons, scheme = resources_folder() / "icons", "dark" if named.dark else "light"
    return values | {
        "arrow": (icons / f"chevron-{scheme}.svg").as_posix(),
        "partly": (icons / "partly.svg").as_posix(),
        "check": (icons / "check.svg").as_posix(),
        "arrow_up": (icons / f"chevron-up-{scheme}.svg").as_posix(),
    }


def _qt_palette(named: Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in {
        role.Window: named.panel,
        role.WindowText: named.text,
        role.Base: named.surface,
        role.AlternateBase: named.panel,
        role.ToolTipBase: named.raised,
        role.ToolTipText: named.text,
        role.PlaceholderText: named.muted,
        role.Text: named.text,
        role.Button: named.raised,
        role.ButtonText: named.text,
        role.BrightText: named.danger,
        role.Highlight: named.selection,
        role.HighlightedText: named.text,
        role.Link: named.accent,
        role.LinkVisited: named.accent,
        role.Accent: named.accent,
        role.Light: named.pressed,
        role.Midlight: named.raised,
        role.Mid: named.line,
        role.Dark: named.line,
        role.Shadow: named.surface,
    }.items():
        palette.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, named.disabled)
    return palette


def ink_on(ground: QColor) -> QColor:
    """Black or white, whichever reads better on `ground`."""
    black, white = QColor("#000000"), QColor("#ffffff")
    return black if contrast(black, ground) >= contrast(white, ground) else white


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio 1..21 of two opaque colours (WCAG 2.2, section 1.4.3)."""
    first, second = _luminance(one), _luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _font(pixels: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def body() -> QFont:
    """13 px: all that has no reason to be otherwise."""
    return _font(13)


def caption() -> QFont:
    """11 px: captions, units, secondary facts."""
    return _font(11)


def title() -> QFont:
    """15 px, semi-bold: titles of panels."""
    return _font(15, weight=QFont.Weight.DemiBold)


def headline() -> QFont:
    """28 px: the one number a page is about."""
    return tabular(_font(28, weight=QFont.Weight.DemiBold))


def tabular(font: QFont) -> QFont:
    """`font` with figures of equal width, for tables and counters."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def look(widget: QWidget, name: str, value: object = True) -> None:
    """Set the property `name` that the stylesheet selects by (`accent`, `flat`, `muted`, `well` ...) and show it at once."""
    if widget.property(name) == value:
        # To apply the stylesheet again takes long enough to be felt where a page does it ten times a second.
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)

"""The report as pages of a PDF: the same content as the HTML page, drawn by reportlab."""

import io
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, Final

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, KeepTogether, SimpleDocTemplate, Spacer, Table, TableStyle

from tldesk.core.words import isolated
from tldesk.jobs.report_fonts import Fonts
from tldesk.jobs.report_plots import PLOT_HEIGHT, PLOT_WIDTH, SQUARE, Plot, ScorePlot, Sureness
from tldesk.jobs.report_sheet import ACCENT, DANGER, FLUSH, LINE, MARGIN, MUTED, TEXT, WIDTH, Pages, picture, scaled

LARGEST_MATRIX: Final = 16
"""Classes; of more, the confusions that happened most often are listed instead."""
LISTED: Final = 30
ACROSS: Final = 3
"""Mistakes beside each other."""

Content = Mapping[str, Any]


def pdf_pages(content: Content) -> bytes:
    """The PDF of what `report.write_report` gathered."""
    pages = Pages(Fonts(repr(content)))
    parts = (
        _headline,
        _figures,
        _scores,
        _against_others,
        _sureness,
        _not_sure,
        _matrix,
        _mistakes,
        _predictions,
        _curves,
        _photos,
        _training,
        _limits,
    )
    story = [flowable for part in parts for flowable in part(pages, content)]
    stream = io.BytesIO()
    document = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=f"{content['run'].name} – tldesk report",
        creator=content["program"],
    )
    foot = f"{isolated(content['run'].name)} · written by {content['program']} on {content['written']}"
    document.build(story, onFirstPage=pages.foot(foot), onLaterPages=pages.foot(foot))
    return stream.getvalue()


# --- the sections -------------------------------------------------------------------------------------------------


def _headline(pages: Pages, content: Content) -> list[Flowable]:
    about = f"{isolated(content['folder'])} · trained {content['trained_on']}"
    story = [pages.text(content["run"].name, pages.title), pages.text(about, pages.small)]
    evaluation = content["evaluation"]
    if evaluation is None:
        return [*story, pages.text(f"This run has not been evaluated. {content['run'].said}".strip())]
    measured, wrong = content["measured"], content["wrong"]
    apart = (
        "the test photos were kept apart and took no part in the training"
        if content["locked"]
        else "measured on the photos that decided when to stop, so it flatters: there was no test split"
    )
    return [
        *story,
        pages.text(content["accuracy"], pages.large),
        pages.text(f"Accuracy on {measured} {evaluation.split.value} photos, with its 95 % interval"),
        pages.text(f"{measured - wrong} of {measured} right; {apart}.", pages.small),
    ]


def _figures(pages: Pages, content: Content) -> list[Flowable]:
    story: list[Flowable] = []
    if content["figures"]:
        kind = "from groups, as some photos belong together" if content["grouped"] else "as if the photos were independent of each other"
        note = f"Means are over classes. The intervals are drawn {kind}. An empty interval: these photos allow none."
        story += [*pages.begin("Figures"), pages.table(("Figure", "Value", "95 % interval"), content["figures"])]
        story.append(pages.text(note, pages.small))
    if content["folds"]:
        folds, over = content["folds"]
        story += [*pages.begin("Cross-validation"), pages.text(f"Accuracy over {folds} folds: {over}")]
    return story


def _scores(pages: Pages, content: Content) -> list[Flowable]:
    if not content["scores"]:
        return []
    note = (
        "Precision: of the photos answered so, the share that is so. Recall: of the photos that are so, the share that was answered so. "
        "ROC area and average precision: how well its confidence tells the class from all others, 1 at best."
    )
    head = ("Class", "Precision", "Recall", "F1", "ROC area", "Average precision", "Photos")
    widths = (WIDTH * 0.28, *(WIDTH * share for share in (0.12, 0.12, 0.12, 0.11, 0.15, 0.1)))
    return [*pages.begin("Each class"), pages.table(head, content["scores"], widths=widths), pages.text(note, pages.small)]


def _against_others(pages: Pages, content: Content) -> list[Flowable]:
    plots: list[ScorePlot] = content["score_plots"]
    if not plots:
        return []
    cells = []
    for plot in plots:
        drawing = _square()
        for curve in plot.curves:
            looks = {"strokeColor": DANGER, "strokeWidth": 1.5} if curve.weakest else {"strokeColor": Color(*ACCENT.rgb(), alpha=0.45)}
            drawing.add(PolyLine(_places(curve.points, SQUARE), **looks))
        weakest = plot.curves[-1]
        said = f"Weakest (red): {isolated(weakest.name)}, {weakest.value}" if len(plot.curves) > 1 else ""
        below = pages.text(f"to the right: {plot.across.lower()}, up: {plot.up.lower()}", pages.quiet)
        cells.append([pages.text(plot.title, pages.cell), Spacer(1, 4), scaled(drawing, 0.75), below, pages.text(said, pages.cell)])
    table = Table([cells], [WIDTH / 2] * 2, hAlign="LEFT", style=FLUSH)
    return [KeepTogether([pages.text("Each class against all others", pages.heading), table])]


def _sureness(pages: Pages, content: Content) -> list[Flowable]:
    points: list[Sureness] = content["sureness"]
    if not points:
        return []
    drawing = _square()
    drawing.add(Line(0, 0, SQUARE, SQUARE, strokeColor=MUTED, strokeDashArray=[1, 3]))
    for point in points:
        fill = Color(*ACCENT.rgb(), alpha=0.55)
        drawing.add(Circle(point.x, SQUARE - point.y, point.radius, fillColor=fill, strokeColor=ACCENT))
    rows = [(point.confidence, point.accuracy, point.count) for point in points]
    table = pages.table(("Mean confidence", "Right", "Photos"), rows, widths=(70, 60, 60))
    beside = Table(
        [[scaled(drawing, 0.75), table]], [WIDTH * 0.45, WIDTH * 0.55], hAlign="LEFT", style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    note = "Up: the share of answers that were right; to the right: the confidence. On the dotted line a model is as sure as it is right."
    return [KeepTogether([pages.text("How sure it is, and how right", pages.heading), beside, pages.text(note, pages.small)])]


def _not_sure(pages: Pages, content: Content) -> list[Flowable]:
    said = [pages.text(words) for words in content["not_sure"]]
    return [KeepTogether([pages.text("When it is not sure", pages.heading), *said])] if said else []


def _square() -> Drawing:
    """The axes of a unit square."""
    drawing = Drawing(SQUARE, SQUARE)
    for ends in ((0, 0, 0, SQUARE), (0, 0, SQUARE, 0)):
        drawing.add(Line(*ends, strokeColor=LINE))
    return drawing


def _places(points: str, height: float) -> list[float]:
    """The points of an SVG line as reportlab has them: one list, and up instead of down."""
    places = [tuple(map(float, pair.split(","))) for pair in points.split()]
    return [value for x, y in places for value in (x, height - y)]


def _matrix(pages: Pages, content: Content) -> list[Flowable]:
    matrix = content["matrix"]
    if not matrix:
        return []
    heading = "What was taken for what"
    if len(matrix) > LARGEST_MATRIX:
        names = [name for name, _ in matrix]
        taken = [
            (cell.count, name, names[place]) for name, cells in matrix for place, cell in enumerate(cells) if cell.count and not cell.right
        ]
        rows = [(name, answer, count) for count, name, answer in sorted(taken, key=lambda one: -one[0])[:LISTED]]
        widths = (WIDTH * 0.42, WIDTH * 0.42, WIDTH * 0.16)
        note = f"The {len(rows)} most frequent of {len(taken)} confusions; the HTML report has the whole matrix of {len(matrix)} classes."
        table = pages.table(("Label", "Answer", "Photos"), rows, widths=widths, texts=2)
        return [*pages.begin(heading), table, pages.text(note, pages.small)] if rows else []
    head = [pages.text("label, answer by number", pages.quiet), *(pages.text(number, pages.figure) for number in range(1, len(matrix) + 1))]
    lines = [head]
    shades = []
    for row, (name, cells) in enumerate(matrix, 1):
        lines.append([pages.text(f"{row}  {isolated(name)}", pages.cell), *(pages.text(cell.count or "·", pages.figure) for cell in cells)])
        for column, cell in enumerate(cells, 1):
            if cell.count:
                colour = Color(*(ACCENT if cell.right else DANGER).rgb(), alpha=0.1 + 0.45 * cell.shade)
                shades.append(("BACKGROUND", (column, row), (column, row), colour))
    first = WIDTH * 0.28
    side = min(44.0, (WIDTH - first) / len(matrix))
    looks = [("LEFTPADDING", (0, 0), (0, -1), 0), ("LEFTPADDING", (1, 0), (-1, -1), 1), ("RIGHTPADDING", (1, 0), (-1, -1), 4), *shades]
    return [
        KeepTogether(
            [pages.text(heading, pages.heading), Table(lines, [first, *[side] * len(matrix)], hAlign="LEFT", style=TableStyle(looks))]
        )
    ]


def _mistakes(pages: Pages, content: Content) -> list[Flowable]:
    mistakes = content["mistakes"]
    if content["evaluation"] is None:
        return []
    heading = pages.text("Mistakes, the surest first", pages.heading)
    if not mistakes:
        return [heading, pages.text(f"None on these {content['measured']} photos.")]
    side = WIDTH / ACROSS - 12
    cells = [
        [
            picture(one.picture, side) or pages.text("can't be read", pages.quiet),
            Spacer(1, 4),
            pages.text(f"Label {isolated(one.label)}, answered {isolated(one.prediction)}, {one.confidence}", pages.cell),
            pages.text(one.name, pages.small),
        ]
        for one in mistakes
    ]
    rows = [cells[start : start + ACROSS] for start in range(0, len(cells), ACROSS)]
    rows[-1] += [[] for _ in range(ACROSS - len(rows[-1]))]
    looks = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 12)]
    first, *others = (Table([row], [WIDTH / ACROSS] * ACROSS, hAlign="LEFT", style=looks) for row in rows)
    said = f"{len(mistakes)} of {content['wrong']}. Where a heatmap is drawn, bright areas are where the network found its evidence."
    return [KeepTogether([heading, pages.text(said, pages.small), first]), *others]


def _predictions(pages: Pages, content: Content) -> list[Flowable]:
    found = content["predictions"]
    if not found:
        return []
    said = f"{found['photos']} photos, {found['answered']} answered, {found['sure']} of them with {found['sure_from']} or more."
    rows = [(name, count, f"{100 * share:.1f} %") for name, count, share in found["counts"]]
    story = [*pages.begin("Predictions"), pages.text(said), pages.table(("Class", "Photos", "Share"), rows)]
    return [*story, *(pages.text(f"Not read: {isolated(name)}: {problem}", pages.small) for name, problem in found["unreadable"])]


def _curves(pages: Pages, content: Content) -> list[Flowable]:
    plots: list[Plot] = content["plots"]
    if not plots:
        return []
    cells = []
    for plot in plots:
        drawing = Drawing(PLOT_WIDTH, PLOT_HEIGHT)
        for height in (0, PLOT_HEIGHT):
            drawing.add(Line(0, height, PLOT_WIDTH, height, strokeColor=LINE))
        if plot.kept_x is not None:
            drawing.add(Line(plot.kept_x, 0, plot.kept_x, PLOT_HEIGHT, strokeColor=TEXT, strokeDashArray=[1, 3]))
        for curve in plot.curves:
            looks = {"strokeColor": MUTED, "strokeDashArray": [4, 4]} if curve.dashed else {"strokeColor": ACCENT}
            drawing.add(PolyLine(_places(curve.points, PLOT_HEIGHT), strokeWidth=2, **looks))
        values = ", ".join(f"{curve.name} {curve.value}{' (dashed)' if curve.dashed else ''}" for curve in plot.curves)
        cells.append(
            [
                pages.text(plot.title, pages.cell),
                pages.text(plot.high, pages.quiet),
                scaled(drawing, (WIDTH / 2 - 20) / PLOT_WIDTH),
                pages.text(f"{plot.low}; {plot.epochs} epochs", pages.quiet),
                pages.text(values, pages.cell),
            ]
        )
    table = Table([cells], [WIDTH / 2] * 2, hAlign="LEFT", style=FLUSH)
    kept = f"Dotted: epoch {content['facts'].epoch}, whose weights were kept." if plots[0].kept_x is not None else ""
    return [KeepTogether([pages.text("How it learnt", pages.heading), table, pages.text(kept, pages.small)])]


def _photos(pages: Pages, content: Content) -> list[Flowable]:
    data = content["data"]
    heading = pages.begin("The photos")
    if not data["rows"]:
        return [*heading, pages.text("The run came without its snapshot.")]
    rows = [(name, *counts, total) for name, counts, total in data["rows"]] + [("All", *data["totals"], data["total"])]
    mark = f"Snapshot (paths, labels, splits, fingerprints) SHA-256 {data['hash']}"
    unread = data["unread"]
    said = f"{unread} more {'photo' if unread == 1 else 'photos'} could not be read and took no part." if unread else ""
    table = pages.table(("Class", "Training", "Validation", "Test", "All"), rows)
    return [*heading, table, *([pages.text(said)] if said else []), pages.text(mark, pages.small)]


def _training(pages: Pages, content: Content) -> list[Flowable]:
    facts = content["facts"]
    rows = [("Model", f"{facts.backbone}, {facts.input_size} px, epoch {facts.epoch}")] if facts else []
    rows += [("Time", content["took"]), *content["circumstances"]]
    settings = [(label, f"{value}  (changed)" if changed else value) for label, value, changed in content["settings"]]
    # Read down the left half, then down the right one.
    half = (len(settings) + 1) // 2
    pairs = [(*left, *right) for left, right in zip_longest(settings[:half], settings[half:], fillvalue=("", ""))]
    return [
        *pages.begin("What was trained"),
        pages.table((), rows, widths=(WIDTH * 0.25, WIDTH * 0.75)),
        *pages.begin("Settings"),
        pages.table((), pairs, widths=tuple(WIDTH * share for share in (0.25, 0.25, 0.25, 0.25))),
        pages.text("(changed): differs from the default.", pages.small),
    ]


def _limits(pages: Pages, content: Content) -> list[Flowable]:
    limits = [pages.text(f"• {limit}") for limit in content["limits"]]
    return [KeepTogether([pages.text("What these figures don't say", pages.heading), *limits])]

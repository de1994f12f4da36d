import re
from array import array
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tldesk.core.cross_validation import CrossValidation, Fold, FoldFigure
from tldesk.core.errors import ProjectError
from tldesk.core.messages import Began, Finished
from tldesk.core.numbers import percent
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer, Bin, ClassScore, EpochMetrics, Evaluation, Figure, Heatmap, Interval, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.record import record
from tldesk.jobs.report import worst_mistakes, write_report
from tldesk.jobs.report_plots import plots, score_plots
from tldesk.jobs.snapshot import read_snapshot
from tldesk.project import photos, predictions
from tldesk.project.store import Project

NASTY = '<img src=x onerror="alert(1)"> & "co"'


class Page(HTMLParser):
    """What a browser would see: visible text, tags, and every address that is not in the page itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.elsewhere: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in {"meta", "img", "line", "polyline", "br"}:
            self.open.append(tag)
        self.elsewhere += [value for name, value in attrs if name in {"src", "href"} and value and not value.startswith("data:")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"line", "polyline"}:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.text))


def metrics(epoch: int, loss: float) -> EpochMetrics:
    return EpochMetrics(epoch, Phase.HEAD, loss, 0.9, loss, 0.8, 1.0, 0.5, best=False)


@pytest.fixture
def run(project: Project, tiny: Recipe) -> RunFolder:
    """A run with everything a report can show, its figures written by hand."""
    request, _ = plan_training(project, tiny, name=NASTY)
    record(project, request, Began("CPU, 2 threads"))
    folder = RunFolder(Path(request.run_folder))
    for number, loss in enumerate((1.2, 0.7, float("inf"), 0.5), 1):
        folder.add_epoch(metrics(number, loss))
    names = (NASTY, *request.classes[1:])
    some = [photo for photo in photos.all_photos(project) if photo.split is Split.TEST][:3]
    sure = [(0.1, 0.7, 0.1, 0.1), (0.05, 0.9, 0.05, 0.0), (1.0, 0.0, 0.0, 0.0)]
    answers = tuple(Answer(str(p.id), str(photos.file_of(project, p)), s, label=0) for p, s in zip(some, sure, strict=True))
    confusion = ((1, 2, 0, 0), *((0,) * 4,) * 3)
    scores = tuple(
        ClassScore(name, 1.0 if i == 0 else None, 1 / 3 if i == 0 else None, None, 3 if i == 0 else 0) for i, name in enumerate(names)
    )
    figures = {
        Figure.ACCURACY: Interval(1 / 3, 0.061, 0.792),
        Figure.KAPPA: Interval(0.25, -0.1, 0.6),
        Figure.MACRO_F1: Interval(0.5, 0.1, 0.8),
    }
    reliability = (Bin(0.0, 0.0, 0), Bin(0.8, 0.5, 2), Bin(1.0, 1.0, 1))
    evaluation = Evaluation(Split.TEST, names, figures, scores, confusion, reliability, answers)
    folder.write_evaluation(evaluation)
    folder.write_facts(ModelFacts("test_resnet", names, 64, 64, "bicubic", (0.5,) * 3, (0.5,) * 3, 2, "0.1.0", temperature=1.3))
    folder.model_file.write_bytes(b"")
    record(project, request, Finished())
    return folder


def heatmap(key: str) -> Heatmap:
    return Heatmap(key, 1, "Grad-CAM", 2, 2, array("f", [0.0, 1.0, 0.5, 0.2]).tobytes(), (0.1, 0.9, 0.0, 0.0))


def test_the_page_holds_all_sections_and_nothing_from_elsewhere(project: Project, run: RunFolder, tmp_path: Path) -> None:
    evaluation = run.evaluation(Split.TEST)
    assert evaluation is not None
    set_id, _ = predictions.begin(project, run_id=run.path.name, classes=evaluation.classes, files=["/x/1.jpg", "/x/<2>.jpg"])
    predictions.add(project, set_id, [Answer("/x/1.jpg", "/x/1.jpg", (0.9, 0.1, 0.0, 0.0))])
    predictions.add_unreadable(project, set_id, "/x/<2>.jpg", "no photo")
    file = tmp_path / "new folder" / "report.html"
    worst = worst_mistakes(evaluation)
    write_report(file, project, run.path.name, heatmaps={worst[0].key: heatmap(worst[0].key)}, set_id=set_id)
    html = file.read_text(encoding="utf-8")
    page = Page(html)
    assert page.open == []
    assert page.elsewhere == []
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert "url(" not in html
    assert NASTY not in html
    assert NASTY in page.words
    for words in (
        "33.3 % [6.1–79.2]",
        "accuracy on 3 test photos",
        "1 of 3 right",
        "Macro F1 50.0 % [10.0–80.0]",
        "Only 3 photos were measured",
        "2 photos, 1 answered, 1 of them with 80.0 % or more",
        "<2>.jpg : no photo",
        "CPU, 2 threads",
        "test_resnet, 64 px, epoch 2",
        "80.0 % 50.0 % 2",
        "below it, it is too sure. The confidences were scaled on the validation photos (temperature 1.30).",
        "What these figures don't say",
        str(project.root),
    ):
        assert words in page.words
    assert "nan" not in page.words.lower()
    assert "inf " not in page.words.lower()
    assert page.tags.count("img") == 2
    assert page.tags.count("circle") == 2
    assert page.tags.count("polyline") == 4


def test_mistakes_are_the_surest_first(run: RunFolder) -> None:
    evaluation = run.evaluation(Split.TEST)
    assert evaluation is not None
    assert [answer.confidence for answer in worst_mistakes(evaluation)] == [0.9, 0.7]
    assert [answer.confidence for answer in worst_mistakes(evaluation, limit=1)] == [0.9]


def test_a_photo_that_is_gone_leaves_a_word_in_its_place(project: Project, run: RunFolder, tmp_path: Path) -> None:
    evaluation = run.evaluation(Split.TEST)
    assert evaluation is not None
    for answer in worst_mistakes(evaluation):
        Path(answer.file).unlink()
    write_report(tmp_path / "report.html", project, run.path.name)
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert "can't be read" in page.words
    assert "img" not in page.tags


def test_a_run_that_was_never_measured_says_so(project: Project, tiny: Recipe, tmp_path: Path) -> None:
    run_id = run_id_of(plan_training(project, tiny)[0])
    write_report(tmp_path / "report.html", project, run_id)
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert "has not been evaluated" in page.words
    assert "%" not in page.words.split("What was trained")[0]


def test_a_cross_validation_has_its_section(project: Project, run: RunFolder, tmp_path: Path) -> None:
    write_report(tmp_path / "without.html", project, run.path.name)
    assert "Cross-validation</h2>" not in (tmp_path / "without.html").read_text(encoding="utf-8")
    folds = tuple(Fold(number, 6, {Figure.ACCURACY: 0.8}) for number in (1, 2, 3))
    run.write_cross_validation(CrossValidation(3, folds, {Figure.ACCURACY: FoldFigure(Interval(0.815, 0.7, 0.9), 0.021)}))
    write_report(tmp_path / "with.html", project, run.path.name)
    page = (tmp_path / "with.html").read_text(encoding="utf-8")
    assert "Cross-validation</h2>" in page
    assert "Accuracy over 3 folds: 81.5\u202f%  [70.0\u201390.0] (spread 2.1\u202f%)" in page


def test_it_says_when_the_model_is_not_sure_and_what_that_comes_to(project: Project, run: RunFolder, tmp_path: Path) -> None:
    write_report(tmp_path / "without.html", project, run.path.name)
    assert "When it is not sure" not in Page((tmp_path / "without.html").read_text(encoding="utf-8")).words
    run.write_facts(replace(run.facts(), accepted_error=0.05))
    write_report(tmp_path / "few.html", project, run.path.name)
    assert "No answer is called “not sure”" in Page((tmp_path / "few.html").read_text(encoding="utf-8")).words
    run.write_facts(replace(run.facts(), accepted_error=0.05, sure_from=0.9, unlike_from=0.4))
    measured = run.evaluation(Split.TEST)
    assert measured is not None
    told = tuple(replace(answer, distance=distance) for answer, distance in zip(measured.answers, (0.5, 0.4, None), strict=True))
    run.write_evaluation(replace(measured, answers=told))
    write_report(tmp_path / "with.html", project, run.path.name)
    words = Page((tmp_path / "with.html").read_text(encoding="utf-8")).words
    assert "Answers below 90.0 % confidence are “not sure”: chosen on the validation photos for at most 5.0 % wrong answers" in words
    assert "Of the 3 test photos these are 33.3 %, and of the others 50.0 % were wrong." in words
    assert "marked as such: 1 of the 3 test photos." in words


def test_figures_without_answers_say_nothing_of_the_not_sure(project: Project, run: RunFolder, tmp_path: Path) -> None:
    run.write_facts(replace(run.facts(), accepted_error=0.05, sure_from=0.9, unlike_from=0.4))
    measured = run.evaluation(Split.TEST)
    assert measured is not None
    run.write_evaluation(replace(measured, answers=()))
    write_report(tmp_path / "r.html", project, run.path.name)
    words = Page((tmp_path / "r.html").read_text(encoding="utf-8")).words
    assert "When it is not sure" not in words
    assert "Accuracy" in words


def test_the_curves_of_the_classes_have_the_weakest_on_top(project: Project, run: RunFolder, tmp_path: Path) -> None:
    measured = run.evaluation(Split.TEST)
    assert measured is not None
    curve = ((0.0, 0.0), (0.25, 0.5), (1.0, 1.0))
    areas = (0.75, 0.5, 0.875, None)
    scores = tuple(
        replace(score, roc=curve if area else (), roc_auc=area, average_precision=area)
        for score, area in zip(measured.scores, areas, strict=True)
    )
    (plot,) = score_plots(scores)
    assert [(one.name, one.value, one.weakest) for one in plot.curves] == [
        (scores[2].name, "0.875", False),
        (scores[0].name, "0.750", False),
        (scores[1].name, "0.500", True),
    ]
    assert plot.curves[0].points == "0.0,240.0 60.0,120.0 240.0,0.0"
    (fine,) = score_plots([replace(scores[0], roc=((0.0, 0.0), (0.0, 0.003), *curve[1:], (1.0, 1.0)))])
    assert fine.curves[0].points == plot.curves[0].points
    run.write_evaluation(replace(measured, scores=scores))
    write_report(tmp_path / "report.html", project, run.path.name)
    write_report(tmp_path / "report.pdf", project, run.path.name)
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.tags.count("polyline") == 4 + 3
    assert f"weakest: {scores[1].name} , 0.500" in page.words


def test_a_constant_accuracy_of_a_hundred_percent_runs_along_the_top() -> None:
    perfect = [replace(metrics(number, 0.1), train_accuracy=1.0, validation_accuracy=1.0) for number in (1, 2)]
    accuracy = plots(perfect, None)[1]
    assert (accuracy.low, accuracy.high) == (percent(0.0), percent(1.0))
    assert {point.split(",")[1] for curve in accuracy.curves for point in curve.points.split()} == {"0.0"}


def test_validation_figures_are_called_flattering(project: Project, run: RunFolder, tmp_path: Path) -> None:
    test = run.evaluation(Split.TEST)
    assert test is not None
    (run.path / "evaluation-test.json").rename(run.path / "evaluation-validation.json")
    run.snapshot_file.unlink()
    text = (run.path / "evaluation-validation.json").read_text().replace('"split":"test"', '"split":"validation"')
    (run.path / "evaluation-validation.json").write_text(text)
    write_report(tmp_path / "report.html", project, run.path.name)
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert "flatters" in page.words
    assert "without its snapshot" in page.words


def test_a_place_that_cannot_be_written_is_an_error_of_the_world(project: Project, run: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProjectError, match=r"report\.html") as met:
        write_report(tmp_path / "file" / "report.html", project, run.path.name)
    assert met.value.remedy


def test_a_pdf_has_the_pages_of_the_report(project: Project, run: RunFolder, tmp_path: Path) -> None:
    evaluation = run.evaluation(Split.TEST)
    assert evaluation is not None
    worst = worst_mistakes(evaluation)
    write_report(tmp_path / "plain.pdf", project, run.path.name)
    Path(worst[1].file).unlink()
    write_report(tmp_path / "report.PDF", project, run.path.name, heatmaps={worst[0].key: heatmap(worst[0].key)})
    plain, pdf = ((tmp_path / name).read_bytes() for name in ("plain.pdf", "report.PDF"))
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) >= 2
    # Two mistakes have a picture each; one of them is gone.
    assert (plain.count(b"/Subtype /Image"), pdf.count(b"/Subtype /Image")) == (2, 1)


def test_a_run_that_was_never_measured_has_a_pdf_too(project: Project, tiny: Recipe, tmp_path: Path) -> None:
    write_report(tmp_path / "report.pdf", project, run_id_of(plan_training(project, tiny)[0]))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_photos_that_could_not_be_read_are_not_counted_but_told(project: Project, run: RunFolder, tmp_path: Path) -> None:
    rows, file = read_snapshot(run), tmp_path / "report.html"
    run.add_unreadable(rows[0].path)
    write_report(file, project, run.path.name)
    words = Page(file.read_text(encoding="utf-8")).words
    assert "1 more photo could not be read and took no part." in words
    assert f" {len(rows) - 1} 1 more photo" in words

"""The model card as the hub reads it: what the model began from, under which licence, and how good it is."""

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
import timm
from huggingface_hub import ModelCard
from markdown_it import MarkdownIt
from safetensors.torch import save_file

from tests.engine.export.making import saved
from tldesk.core.backbones import backbone, catalogue
from tldesk.core.backbones.places import own_folder
from tldesk.core.backbones.receipts import Receipt, write_receipt
from tldesk.core.codec import to_json
from tldesk.core.cross_validation import CrossValidation, Fold, FoldFigure
from tldesk.core.exported import Checks
from tldesk.core.files import write_atomically
from tldesk.core.messages import Exported, ExportRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import Began, RunRecord, RunState
from tldesk.engine.checkpoint import facts_for
from tldesk.engine.export.card import write_card
from tldesk.engine.export.origin import origin_of
from tldesk.photos.framing import EMBEDDED_PREPARATION

BACKBONE = "test_resnet.r160_in1k"

IDENTIFIERS = {
    *("apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "bsd-3-clause-clear", "cc0-1.0", "cc-by-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0"),
    *("apple-ascl", "apple-amlr", "fair-noncommercial-research-license", "gemma", "llama2", "gpl-3.0", "agpl-3.0", "unknown", "other"),
}
"""Identifiers of licences that the hub takes, of its page repositories-licenses; those that weights may have."""


def card(folder):
    """What the hub makes of the card in `folder`."""
    return ModelCard.load(folder / "README.md")


def sent(trained, folder, weights):
    """An export of a run that began from such weights; where it is."""
    run = saved(folder / "run", BACKBONE)
    if weights:
        run.write_recipe(Recipe(backbone=BACKBONE, weights=weights))
    trained.only(trained.said(ExportRequest(str(run.path), str(folder / "out"))), Exported)
    return folder / "out"


def test_what_began_from_pretrained_weights_names_them(trained, tmp_path):
    folder = sent(trained, tmp_path, "pretrained")
    found, known = card(folder), backbone(BACKBONE)
    data = found.data.to_dict()
    assert (data["base_model"], data["license"]) == (known.hub, "apache-2.0")
    assert f"(pretrained on {known.pretraining})" in found.text
    assert f"under this licence: Apache 2.0 ({known.page})" in found.text
    assert json.loads((folder / "config.json").read_bytes())["pretrained_cfg"]["tag"] == "r160_in1k"


@pytest.mark.parametrize(("weights", "said"), [("random", "no licence of other weights binds"), ("", "from which weights is not known")])
def test_what_began_from_random_or_unknown_weights_claims_no_others(trained, tmp_path, weights, said):
    folder = sent(trained, tmp_path, weights)
    found = card(folder)
    assert not {"base_model", "license", "license_name"} & set(found.data.to_dict())
    assert said in found.text
    assert "pretrained on" not in found.text
    assert "Apache" not in found.text
    config = json.loads((folder / "config.json").read_bytes())
    assert not {"tag", "license"} & set(config["pretrained_cfg"])


def written(folder, name, *, title="Run", classes=("a", "b"), target="out", **settings):
    """The card alone, of a model that began from the weights of a backbone."""
    folder.mkdir()
    run = RunFolder(folder)
    run.write_record(RunRecord("run", title, RunState.FINISHED, 1.0, 2.0))
    run.write_recipe(Recipe(backbone=name, **settings))
    write_atomically(folder / "model.json", to_json(facts_for(EMBEDDED_PREPARATION, backbone=name, classes=classes, epoch=1)))
    counts = tuple((one, 1, 1, 1) for one in classes)
    write_card(run, ExportRequest(str(folder), target, counts=counts), apart="it is only a card", checks=Checks())
    return card(folder)


def test_every_licence_of_weights_is_one_that_the_hub_takes(tmp_path):
    names = {one.licence: one.name for one in catalogue()}
    assert len(names) > 10
    for number, (licence, name) in enumerate(names.items()):
        found = written(tmp_path / str(number), name)
        data = found.data.to_dict()
        assert data["license"] in IDENTIFIERS, name
        assert ("license_name" in data) == (data["license"] == "other"), name
        assert data.get("license_link", backbone(name).page) == backbone(name).page
        assert (f"this licence: {licence}" in found.text) == (data["license"] != "unknown"), name


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("vit_small_patch16_dinov3.lvd1689m", {"license": "other", "license_name": "dinov3-license"}),
        ("resnet50.bamboo", {"license": "unknown"}),
        ("convnextv2_tiny.fcmae_ft_in1k", {"license": "cc-by-nc-4.0"}),
    ],
)
def test_a_licence_of_its_own_has_a_name_and_a_link(tmp_path, name, head):
    data = written(tmp_path / "card", name).data.to_dict()
    links = {"license_link": backbone(name).page} if head["license"] == "other" else {}
    assert {key: value for key, value in data.items() if key.startswith("license")} == head | links


def test_the_hub_reads_figures_with_their_names_and_means(exported):
    evaluation = RunFolder(exported[0]).evaluation(Split.TEST) or RunFolder(exported[0]).evaluation(Split.VALIDATION)
    data = card(exported[0]).data
    assert data.metrics == ["accuracy", "f1", "precision"]
    found = {result.metric_type: (result.metric_name, result.metric_args, result.metric_value) for result in data.eval_results}
    value = {which: round(evaluation.figures[which].value, 4) for which in evaluation.figures}
    assert found == {
        "accuracy": ("Accuracy", None, value[Figure.ACCURACY]),
        "balanced_accuracy": ("Balanced accuracy", None, value[Figure.BALANCED_ACCURACY]),
        "f1": ("Macro F1", {"average": "macro"}, value[Figure.MACRO_F1]),
        "precision": ("Macro precision", {"average": "macro"}, value[Figure.MACRO_PRECISION]),
    }
    assert {result.dataset_split for result in data.eval_results} == {evaluation.split.value}


def test_the_card_says_what_the_folds_said(trained, tmp_path):
    run = saved(tmp_path / "run", BACKBONE)
    folds = tuple(Fold(number, 8, {Figure.ACCURACY: share}) for number, share in ((1, 0.3333), (2, 0.3749)))
    figures = {Figure.ACCURACY: FoldFigure(Interval(0.3541, 0.0, 0.8133), 0.0294)}
    for number, (found, said) in enumerate(
        (
            (CrossValidation(2, folds, figures), "Over 2 folds of the training and validation photos the accuracy is **35.4"),
            (CrossValidation(5, folds, figures), "Over 2 of 5 folds"),
            (CrossValidation(5, folds[:1]), "with 5 folds was stopped before two"),
        )
    ):
        run.write_cross_validation(found)
        trained.only(trained.said(ExportRequest(str(run.path), str(tmp_path / str(number)))), Exported)
        text = card(tmp_path / str(number)).text
        assert said in text
        assert ("81.3]" in text.replace("\u2009%", "") and "(spread 2.9" in text) == bool(found.figures)


def test_names_stand_in_the_card_as_they_are(tmp_path):
    names = ("<unknown>", "*x*", "_y_", "a_b", "c|d", "[e](f)", "`g`", "A&amp;B")
    found = written(tmp_path / "card", BACKBONE, title="1 * 2 * 3 <b>", classes=names)
    shown = MarkdownIt("commonmark").enable("table").render(found.text)
    (heading,) = re.findall("<h1>(.*)</h1>", shown)
    assert html.unescape(heading) == "1 * 2 * 3 <b>"
    (classes,) = re.findall("classes: (.*)\\.\n", shown)
    assert html.unescape(classes) == ", ".join(names)
    assert [html.unescape(cell) for cell in re.findall("<tr>\n<td>(.*)</td>", shown)] == list(names)


@pytest.mark.skipif(shutil.which("sh") is None, reason="a shell tells what a command means")
@pytest.mark.parametrize("name", ["plain.zip", "my model", 'a"b', "costs $HOME", "it's", "(new)", "back`tick"])
def test_the_command_names_the_very_file(tmp_path, name):
    text = written(tmp_path / "card", BACKBONE, target=f"/somewhere/{name}").text
    (command,) = re.findall("^tldesk predict .*$", text, re.MULTILINE)
    said = subprocess.run(["sh", "-c", command.replace("tldesk", "printf '%s\\n'", 1)], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[3] == name


def test_a_unit_is_said_once(tmp_path):
    text = written(tmp_path / "card", BACKBONE, method="whole", epochs=7).text
    assert "epochs 7;" in text or "epochs 7." in text


def test_weights_that_stand_in_for_the_backbones_own_are_under_their_own_licence(tmp_path):
    name = "vit_base_patch16_224.augreg2_in21k_ft_in1k"
    file = own_folder() / f"{name}.safetensors"
    file.parent.mkdir(parents=True)
    file.touch()
    write_receipt(file, Receipt(name, "vit_b_16_lc_swag-4e70ced5.pth", "0" * 64, 0, "CC BY-NC 4.0", "2026-11-22"))
    found = written(tmp_path / "run", name)
    assert found.data.to_dict()["license"] == "cc-by-nc-4.0"
    assert "base_model" not in found.data.to_dict()
    assert "weights are under this licence: CC BY-NC 4.0." in found.text
    assert "pretrained on" not in found.text


def test_weights_that_stand_in_are_told_by_where_they_came_from_though_their_licence_has_the_same_words(tmp_path):
    name = "mobilenetv3_small_100.lamb_in1k"
    file = own_folder() / f"{name}.safetensors"
    file.parent.mkdir(parents=True)
    file.touch()
    write_receipt(file, Receipt(name, "mobilenet_v3_small-047dcff4.pth", "0" * 64, 0, "Apache 2.0", "2026-11-22"))
    assert "base_model" not in written(tmp_path / "stands-in", name).data.to_dict()
    write_receipt(file, Receipt(name, f"{backbone(name).page}/resolve/main/model.safetensors", "0" * 64, 0, "Apache 2.0", "2026-11-22"))
    assert written(tmp_path / "own", name).data.to_dict()["base_model"] == backbone(name).hub


def test_what_a_training_began_from_goes_with_the_run_whatever_lies_there_later(lab):
    name = "test_efficientnet.r160_in1k"
    file = own_folder() / f"{name}.safetensors"
    file.parent.mkdir(parents=True)
    save_file(timm.create_model(name).state_dict(), file)
    write_receipt(file, Receipt(name, "swag-4e70ced5.pth", "1" * 64, file.stat().st_size, "CC BY-NC 4.0", "2026-11-22"))
    recipe = lab.tiny.with_values({"backbone": name, "weights": "pretrained", "epochs": 1})
    lab.said(lab.training(recipe))
    shutil.rmtree(file.parent)
    assert lab.run.facts().began == Began("swag-4e70ced5.pth", "CC BY-NC 4.0", "1" * 64)
    found = origin_of(lab.run)
    assert (found.base, found.pretraining, found.licence) == ("", "", "CC BY-NC 4.0")
    lab.said(lab.training(recipe.with_values({"weights": "random"})))
    assert lab.run.facts().began is None


def test_words_for_a_licence_that_nobody_knows_are_not_repeated(tmp_path):
    run = saved(tmp_path / "run", BACKBONE)
    run.write_recipe(Recipe(backbone=BACKBONE))
    run.write_facts(replace(run.facts(), began=Began("weights.pth", "[free](https://example.org)")))
    assert origin_of(run).licence == ""
    assert origin_of(run).front == (("license", "unknown"),)

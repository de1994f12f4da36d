import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from tests.engine.cam.families import FAMILIES, SIDE
from tldesk.core.messages import Failed, FeatureMapsDrawn, FeatureMapsRequest, Finished, RequestedPhoto
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import facts_for, save_checkpoint
from tldesk.engine.feature_maps import LAYERS, MOST, grids
from tldesk.engine.network import create, preparation_for
from tldesk.engine.serve import serve


@pytest.mark.parametrize(
    ("family", "first", "last"),
    [
        ("CNN", ("conv1", (64, 16, 16)), ("layer4.0", (32, 4, 4))),
        ("Swin", ("patch_embed.proj", (32, 8, 8)), ("norm", (32, 8, 8))),
        ("ViT, class token", ("patch_embed", (32, 8, 8)), ("norm", (32, 8, 8))),
    ],
)
def test_every_family_has_grids_from_its_first_layer_to_its_last(family, first, last):
    found = [(name, tuple(grid.shape)) for name, grid in grids(FAMILIES[family]().eval(), torch.rand(1, 3, SIDE, SIDE))]
    assert found[0] == first
    assert found[-1] == last
    assert len({name for name, _ in found}) == len(found)


def test_a_map_lies_as_the_photo_does_in_every_layout():
    """A bright corner of the photo is the brightest corner of what a patch embedding that adds up its patch makes of it."""
    for family in ("Swin", "ViT, average"):
        model = FAMILIES[family]().eval()
        for name, parameter in model.named_parameters():
            if name.startswith("patch_embed.proj"):
                nn.init.constant_(parameter, 0.1)
        photo = torch.zeros(1, 3, SIDE, SIDE)
        photo[..., : SIDE // 4, SIDE // 2 :] = 1
        grid = dict(grids(model, photo))["patch_embed.proj" if family == "Swin" else "patch_embed"]
        assert grid[0, 0, -1] > grid[0, 0, 0], family
        assert grid[0, 0, -1] > grid[0, -1, -1], family


def test_layers_from_the_first_to_the_last_are_drawn_of_a_run(tmp_path):
    torch.manual_seed(0)
    model = create("test_efficientnet", classes=2, image_size=64)
    folder = RunFolder(tmp_path / "run")
    folder.path.mkdir()
    facts = facts_for(preparation_for(model, image_size=64), backbone="test_efficientnet", classes=("a", "b"), epoch=1)
    save_checkpoint(folder, model.state_dict(), facts)
    file = tmp_path / "photo.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (80, 100, 3), np.uint8)).save(file)
    *_, drawn, _, ending = serve(FeatureMapsRequest(str(folder.path), RequestedPhoto("k", str(file), "")), lambda: None)
    assert isinstance(drawn, FeatureMapsDrawn)
    assert isinstance(ending, Finished)
    assert (drawn.maps.seen.width, drawn.maps.seen.height) == (64, 64)
    names = [name for name, _ in grids(model.eval(), torch.rand(1, 3, 64, 64))]
    assert 4 < len(drawn.maps.layers) <= LAYERS
    assert [drawn.maps.layers[place].name for place in (0, -1)] == [names[0], names[-1]]
    assert [name for name in names if name in {layer.name for layer in drawn.maps.layers}] == [layer.name for layer in drawn.maps.layers]
    for layer in drawn.maps.layers:
        assert len(layer.shown) == len(set(layer.shown)) == min(MOST, layer.channels)
        values = np.frombuffer(layer.values, np.uint8).reshape(len(layer.shown), layer.rows, layer.columns)
        spread = np.array(layer.highs) - np.array(layer.lows)
        assert (values.max((1, 2))[spread > 0] == 255).all()
        assert (values.min((1, 2)) == 0).all()
    file.write_bytes(b"no photo")
    *_, ending = serve(FeatureMapsRequest(str(folder.path), RequestedPhoto("k", str(file), "")), lambda: None)
    assert isinstance(ending, Failed)
    assert "photo.png" in ending.what

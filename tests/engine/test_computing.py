import torch

from tldesk.engine.computing import computing, without_gpu
from tldesk.engine.device import best_device


def test_it_says_what_computes_and_what_torch_is_built_for():
    told = dict(computing())
    assert told["Computes with"] == best_device().words
    assert told["torch is built for"] == (f"CUDA {torch.version.cuda}" if torch.version.cuda else "the processor alone")


def test_a_reason_stands_there_just_where_no_card_computes():
    told = dict(computing())
    if best_device().torch.type == "cpu":
        assert told["No graphics card is used"] == without_gpu()
        assert without_gpu().endswith((".", "hides it."))
    else:
        assert without_gpu() == ""
        assert "No graphics card is used" not in told

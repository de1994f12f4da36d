"""The network as a program of torch, which `torch.export.load` opens without timm and without tldesk."""

import warnings
from pathlib import Path
from typing import Any, Final

import torch

from tldesk.engine.device import out_of_memory
from tldesk.engine.export.answering import Answering, Form, refused

_PLACES: Final = ("stack_trace", "nn_module_stack", "source_fn_stack", "from_node", "torch_fn")
"""What torch notes of each step for those who debug it: files and lines on this computer."""


def write_program(file: Path, answering: Answering) -> None:
    """Write `answering` as a program for any number of photos. No place on this computer and no example is in it.

    Raises:
        TravelError: the network does something that such a program can't.
    """
    photos = torch.export.Dim("photos")
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            program: Any = torch.export.export(
                answering.eval().requires_grad_(False), (answering.example(),), dynamic_shapes=({0: photos},), strict=False
            )
            for module in program.graph_module.modules():
                for node in getattr(getattr(module, "graph", None), "nodes", ()):
                    for place in _PLACES:
                        node.meta.pop(place, None)
            program.example_inputs = None
            torch.export.save(program, file)
    except (AssertionError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError) as error:
        if out_of_memory(error):
            raise
        raise refused("a program", error) from error


def program_answers(file: Path) -> Form:
    """The answers of the program in `file`, which this very computer has written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded: Any = torch.export.load(file)
    answers: Form = loaded.module()
    return answers

"""A folded network whose last stages train over a frozen base.

The base runs without gradients, folded, channels-last and in bfloat16 where that is faster; nothing is stored for it, because autograd
starts at the first thawed parameter. Batch norm keeps its pretrained statistics: on a few hundred photos live statistics end below the
head alone. It is folded in the thawed stages too, and unfolded again for the checkpoint. Only where the recipe asks for live statistics
do the batch norms of thawed stages stay, in training mode; those of frozen stages never move.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

import torch
from torch import nn
from torch.nn import functional

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe
from tldesk.engine.data import normalised
from tldesk.engine.device import Device, out_of_memory
from tldesk.engine.folding import Folded
from tldesk.engine.freezing import depths, thawed
from tldesk.engine.network import head
from tldesk.engine.optimisation import Named, Rate, rate_of
from tldesk.engine.precision import half_below
from tldesk.photos.framing import Preparation

NORMS: Final = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.SyncBatchNorm)


class Tuned:
    """A folded network whose last stages train.

    Attributes:
        parameters: the trained ones of `model`, by name. rates: the rate of each.
        halved: the frozen part computes in bfloat16. compiled: torch compiled the network.
    """

    def __init__(
        self, original: nn.Module, recipe: Recipe, preparation: Preparation, device: Device, *, stages: int, bfloat16: bool
    ) -> None:
        """Fold `original` (left as it is) and thaw its last `stages`.

        Args:
            bfloat16: try it for the frozen part.
        """
        self._preparation, self._device = preparation, device
        side = preparation.input_size
        example = torch.rand((2, 3, side, side), generator=torch.Generator().manual_seed(0)).mul_(2).sub_(1)
        wanted = thawed(original, stages)
        self._folded = Folded(original, example, keep=wanted if recipe.live_norms else ())
        names = self._folded.foldable(wanted)
        self.model = self._folded.model.to(device.torch)
        if recipe.channels_last:
            self.model = self.model.to(memory_format=torch.channels_last)
        for name, parameter in self.model.named_parameters():
            parameter.requires_grad_(name in names)
        frozen = any(not parameter.requires_grad for parameter in self.model.parameters())
        self.halved = bfloat16 and frozen and half_below(self.model, names, device, example=example.to(device.torch))
        self._dtype = torch.bfloat16 if self.halved else torch.float32
        self.parameters: Named = {name: parameter for name, parameter in self.model.named_parameters() if name in names}
        self._live = self._wake_norms() if recipe.live_norms else ()
        self._wake_head(recipe)
        own_head = {id(parameter) for parameter in head(self.model).parameters()}
        depth = depths(original)
        self.rates: dict[str, Rate] = {
            name: rate_of(recipe, name, parameter, own_head=id(parameter) in own_head, depths=depth)
            for name, parameter in self.parameters.items()
        }
        self._half = autocast_type(recipe, device)
        self._run: Any = self.model
        self.compiled = recipe.compile and self._compile(example.to(device.torch, self._dtype))

    def _wake_norms(self) -> tuple[str, ...]:
        """Put the thawed batch norms in training mode; the names of their statistics."""
        live: list[str] = []
        for name, module in self.model.named_modules():
            if isinstance(module, NORMS) and f"{name}.weight" in self.parameters:
                module.train()
                live += [f"{name}.{buffer}" for buffer, _ in module.named_buffers()]
        return tuple(live)

    def _wake_head(self, recipe: Recipe) -> None:
        """Let the head drop out values: those between its layers are modules, those it is given are dropped here."""
        layer = head(self.model).train()
        if recipe.dropout:
            layer.register_forward_pre_hook(lambda _module, given: (functional.dropout(given[0], recipe.dropout), *given[1:]))

    def _compile(self, example: torch.Tensor) -> bool:
        """Whether this computer can compile the network; tried at once, for torch compiles at the first pass."""
        compiled = torch.compile(self.model)
        try:
            with torch.no_grad():
                compiled(example)
        except RuntimeError as error:  # torch's errors of the compiler are of this kind
            if out_of_memory(error):
                raise
            return False
        self._run = compiled
        return True

    def inputs(self, pixels: torch.Tensor) -> torch.Tensor:
        """The network's input `N, 3, S, S` of uint8 photos `N, S, S, 3`."""
        return normalised(pixels, self._preparation, device=self._device.torch, dtype=self._dtype)

    def logits(self, inputs: torch.Tensor) -> torch.Tensor:
        """Logits, float32 `N, classes`; gradients reach the thawed parameters."""
        with self._precision():
            result: torch.Tensor = self._run(inputs)
        return result.float()

    def _precision(self) -> AbstractContextManager[object]:
        return torch.autocast(self._device.torch.type, dtype=self._half) if self._half else nullcontext()

    def current(self) -> dict[str, torch.Tensor]:
        """Parameters and live statistics that training changes, by name: the tensors themselves, not copies."""
        return {**self.parameters, **{name: self.model.get_buffer(name) for name in self._live}}

    def give(self, values: dict[str, torch.Tensor]) -> None:
        """Set what `current` names."""
        with torch.no_grad():
            for name, tensor in self.current().items():
                tensor.copy_(values[name])

    def state(self, values: dict[str, torch.Tensor] | None = None) -> dict[str, torch.Tensor]:
        """The network's state dict under timm's names, float32 on the CPU; `values` in place of `current`, such as their average."""
        return self._folded.state(self.current() if values is None else values)

    @property
    def base(self) -> dict[str, torch.Tensor]:
        """The state dict of the network it was made from."""
        return self._folded.base


def autocast_type(recipe: Recipe, device: Device) -> torch.dtype | None:
    """The type torch may compute trained parts in: half precision on CUDA, float32 (None) elsewhere, where it was found slower.

    Raises:
        RecipeError: float16 without a graphics card.
    """
    if recipe.precision == "float16" and device.torch.type != "cuda":
        raise RecipeError("The precision float16 needs an NVIDIA graphics card.", remedy="Set the precision to auto.")
    if device.torch.type != "cuda" or recipe.precision == "float32":
        return None
    if recipe.precision == "float16" or not torch.cuda.is_bf16_supported():
        return torch.float16
    return torch.bfloat16

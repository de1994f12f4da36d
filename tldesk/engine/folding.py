"""Batch norm folded into the convolution before it, for any network, and unfolded again for the checkpoint.

In evaluation mode a batch norm is a fixed scale and shift per channel, so the convolution can do both (Jacob et al. 2018, section 3.2):
`W' = W * s`, `b' = (b - mean) * s + beta` with `s = gamma / sqrt(var + eps)`. The pairs are found by watching one forward pass:
a norm belongs to a convolution when its input is that convolution's output. The result is checked against the original before use.
"""

import copy
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import torch
from torch import nn

TOLERANCE = 1e-3
"""Largest difference allowed between folded and unfolded outputs, as a fraction of the largest output; in float32 it is about 1e-6."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Names of a convolution and of the batch norm that follows it and nothing else reads."""

    convolution: str
    norm: str


class Folded:
    """A folded copy of `original`, in evaluation mode.

    Args:
        keep: parameters whose pair stays as it is, because their batch norm is to learn.

    Attributes:
        example_output: what it gives for the example.
        model: the copy; `pairs` is empty where folding was impossible or changed the output, and the copy is then a plain one.
    """

    def __init__(self, original: nn.Module, example: torch.Tensor, *, keep: Collection[str] = ()) -> None:
        self._original = {name: tensor.detach().cpu().clone() for name, tensor in original.state_dict().items()}
        self._eps: dict[str, float] = {}
        self.pairs: tuple[Pair, ...] = ()
        self.model = copy.deepcopy(original).eval()
        with torch.no_grad():
            found, expected = _pairs(self.model, example)
            candidates = tuple(pair for pair in found if {f"{pair.norm}.weight", f"{pair.convolution}.weight"}.isdisjoint(keep))
            for pair in candidates:
                self._fold(pair)
            self.example_output = self.model(example) if candidates else expected
            if bool((self.example_output - expected).abs().max() <= TOLERANCE * expected.abs().max().clamp_min(1e-6)):
                self.pairs = candidates
            else:
                self.model, self.example_output = copy.deepcopy(original).eval(), expected

    def _fold(self, pair: Pair) -> None:
        convolution, norm = self.model.get_submodule(pair.convolution), self.model.get_submodule(pair.norm)
        assert isinstance(convolution, nn.Conv2d)
        assert isinstance(norm, nn.BatchNorm2d)
        fused = nn.utils.fuse_conv_bn_eval(convolution.eval(), norm.eval())
        convolution.weight, convolution.bias = fused.weight, fused.bias
        parent, _, name = pair.norm.rpartition(".")
        # timm's BatchNormAct2d carries a dropout and the activation.
        rest = [part for part in (getattr(norm, "drop", None), getattr(norm, "act", None)) if isinstance(part, nn.Module)]
        setattr(self.model.get_submodule(parent), name, nn.Sequential(*rest).eval())
        self._eps[pair.norm] = norm.eps

    @property
    def base(self) -> dict[str, torch.Tensor]:
        """The original's state dict, as it was when it was folded."""
        return self._original

    def state(self, trained: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """The state dict under the original network's names, float32 on the CPU.

        Args:
            trained: values of those parameters and buffers of `model` that were trained. All else is bit for bit the original's.
        """
        current = {name: (tensor.float() if tensor.is_floating_point() else tensor).detach().cpu() for name, tensor in trained.items()}
        result = {**self._original, **{name: tensor for name, tensor in current.items() if name in self._original}}
        for pair in self.pairs:
            if f"{pair.convolution}.weight" in current:
                self._unfold(pair, current, result)
        return result

    def foldable(self, thawed: Collection[str]) -> set[str]:
        """The parameters of `model` that stand for the original's `thawed` ones; a pair of which only one half is thawed stays frozen."""
        names = {name for name, _ in self.model.named_parameters()} & set(thawed)
        for pair in self.pairs:
            both = {f"{pair.convolution}.weight", f"{pair.convolution}.bias"}
            names -= both
            if {f"{pair.convolution}.weight", f"{pair.norm}.weight"} <= set(thawed):
                names |= both
        return names

    def _unfold(self, pair: Pair, current: dict[str, torch.Tensor], result: dict[str, torch.Tensor]) -> None:
        weight_name, bias_name = f"{pair.convolution}.weight", f"{pair.convolution}.bias"
        weight, bias = current[weight_name], current[bias_name]
        gamma, mean = self._original[f"{pair.norm}.weight"], self._original[f"{pair.norm}.running_mean"]
        deviation = torch.sqrt(self._original[f"{pair.norm}.running_var"] + self._eps[pair.norm])
        # A channel that the norm had switched off has no scale to divide by: give it scale one.
        gamma = torch.where((gamma / deviation).abs() < 1e-6, deviation, gamma)
        scale = gamma / deviation
        shift = self._original.get(bias_name, torch.zeros_like(mean)) - mean
        result[weight_name] = weight / scale.view(-1, 1, 1, 1)
        if bias_name in self._original:
            result[bias_name] = self._original[bias_name]
        result[f"{pair.norm}.weight"] = gamma
        result[f"{pair.norm}.bias"] = bias - scale * shift


def _pairs(model: nn.Module, example: torch.Tensor) -> tuple[tuple[Pair, ...], torch.Tensor]:
    """Convolution and norm pairs of `model`, both used once in a forward pass, seen by their tensors; and the output of that pass."""
    made: list[tuple[str, torch.Tensor]] = []
    read: list[tuple[str, torch.Tensor]] = []
    hooks = []

    def watch(name: str, module: nn.Module) -> None:
        if type(module).__name__.startswith("Conv2d") and isinstance(module, nn.Conv2d):
            hooks.append(module.register_forward_hook(lambda _m, _i, out: made.append((name, out))))
        elif isinstance(module, nn.BatchNorm2d) and module.affine and module.track_running_stats:
            hooks.append(module.register_forward_hook(lambda _m, given, _o: read.append((name, given[0]))))

    for name, module in model.named_modules():
        watch(name, module)
    try:
        output: torch.Tensor = model(example)
    finally:
        for hook in hooks:
            hook.remove()
    makers = {id(tensor): name for name, tensor in made}
    found = [Pair(makers[id(tensor)], name) for name, tensor in read if id(tensor) in makers]
    convolutions, norms = [name for name, _ in made], [name for name, _ in read]
    return tuple(p for p in found if convolutions.count(p.convolution) == 1 and norms.count(p.norm) == 1), output

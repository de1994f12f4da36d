"""The weights of backbones: what is here, and more of it."""

from tldesk.desktop.views.weights.sheet import WeightsSheet

__all__ = ["WeightsSheet"]

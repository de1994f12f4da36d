"""The confusion matrix, painted: labels down, predictions across; every cell opens its photos."""

from tldesk.desktop.widgets.confusion.matrix import ConfusionMatrix
from tldesk.desktop.widgets.confusion.table import Measure, Order

__all__ = ["ConfusionMatrix", "Measure", "Order"]

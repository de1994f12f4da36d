import inspect
import pkgutil
from importlib import import_module

from PySide6.QtWidgets import QDialog

import tldesk.desktop


def dialogs() -> set[type[QDialog]]:
    """Every dialog and sheet of the program."""
    found = set()
    for module in pkgutil.walk_packages(tldesk.desktop.__path__, "tldesk.desktop."):
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, QDialog) and kind.__module__.startswith("tldesk."):
                found.add(kind)
    return found


def test_every_sheet_has_a_title() -> None:
    found = dialogs()
    assert {"ExportSheet", "WeightsSheet", "CommandPalette"} <= {kind.__name__ for kind in found}
    assert [kind.__name__ for kind in found if "self.setWindowTitle(" not in inspect.getsource(kind)] == []

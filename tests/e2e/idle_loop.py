"""An event loop with nothing to do, until its standard input is closed; says how long this machine held it up at most, in milliseconds."""

import sys
import threading
import time

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt, QTimer


class Ticks:
    """Ticks as often as the loop lets it."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


app = QCoreApplication(sys.argv)
ticks = Ticks()
timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
timer.timeout.connect(ticks.tick)


def leave() -> None:
    sys.stdin.read()
    QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)


threading.Thread(target=leave, daemon=True).start()
timer.start()
app.exec()
print(1000 * ticks.longest)

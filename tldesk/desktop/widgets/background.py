"""Small work off the GUI thread: decoding a photo, colouring a heatmap. The answer arrives in the GUI thread, or not at all."""

from collections.abc import Callable, Collection, Hashable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from tldesk.core.errors import TldeskError


class _Answer(QObject):
    ready = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.wanted: frozenset[int] = frozenset()


class _Work(QRunnable):
    def __init__(self, number: int, work: Callable[[], object], answer: _Answer) -> None:
        super().__init__()
        self._number, self._work, self._answer = number, work, answer

    def run(self) -> None:
        # What was asked while an arrow key was held is forgotten before it begins: the last one must not wait for all of it.
        if self._number not in self._answer.wanted:
            return
        try:
            result = self._work()
        except TldeskError as error:
            self._answer.failed.emit(self._number, error)
        else:
            self._answer.ready.emit(self._number, result)


class Latest(QObject):
    """Runs work in Qt's thread pool and tells only the answer to the latest; what was asked before is forgotten.

    Signals:
        ready(object): the value the latest work returned.
        failed(object): the `TldeskError` it raised.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._busy = False
        self._answer = _Answer()
        self._answer.ready.connect(self._on_ready)
        self._answer.failed.connect(self._on_failed)

    @property
    def busy(self) -> bool:
        """Whether the latest work is still under way."""
        return self._busy

    def ask(self, work: Callable[[], object]) -> None:
        """Start `work`; it may raise `TldeskError` and touches no widget."""
        self._number += 1
        self._answer.wanted = frozenset({self._number})
        self._busy = True
        QThreadPool.globalInstance().start(_Work(self._number, work, self._answer))

    def forget(self) -> None:
        """Drop the answer that is still to come."""
        self._number += 1
        self._answer.wanted = frozenset()
        self._busy = False

    def _on_ready(self, number: int, result: object) -> None:
        if number == self._number:
            self._busy = False
            self.ready.emit(result)

    def _on_failed(self, number: int, error: object) -> None:
        if number == self._number:
            self._busy = False
            self.failed.emit(error)


class Several(QObject):
    """Runs several works in Qt's thread pool, each under a key, until they are let go.

    Signals:
        settled(object, object): a key, and what its work returned or the `TldeskError` it raised.
    """

    settled = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._keys: dict[int, Hashable] = {}
        self._answer = _Answer()
        self._answer.ready.connect(self._settle)
        self._answer.failed.connect(self._settle)

    def ask(self, key: Hashable, work: Callable[[], object], *, urgent: bool = True) -> None:
        """Start `work`, unless that of this key is under way; it may raise `TldeskError` and touches no widget.

        What is not `urgent` waits until the pool has nothing else to do.
        """
        if key in self._keys.values():
            return
        self._number += 1
        self._keys[self._number] = key
        self._answer.wanted = frozenset(self._keys)
        QThreadPool.globalInstance().start(_Work(self._number, work, self._answer), 0 if urgent else -1)

    def keep_only(self, keys: Collection[Hashable]) -> None:
        """Let all other works go."""
        self._keys = {number: key for number, key in self._keys.items() if key in keys}
        self._answer.wanted = frozenset(self._keys)

    def _settle(self, number: int, result: object) -> None:
        if number in self._keys:
            key = self._keys.pop(number)
            self._answer.wanted = frozenset(self._keys)
            self.settled.emit(key, result)

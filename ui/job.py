"""A piece of work beside the page: in a thread of its own, since a click would end the page's script, and with it the work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from index.errors import WenjuError, of_the_system
from index.progress import Progress

T = TypeVar("T")


class Job(Generic[T]):
    """Starts when it is made. Thread-safe."""

    def __init__(self, work: Callable[[Progress], T], gate: threading.Semaphore) -> None:
        """``work`` is given what to tell its progress to; it waits for the ``gate``, which many jobs share."""
        self._work, self._gate = work, gate
        self._lock = threading.Lock()
        self._progress: tuple[str, int, int] | None = None
        self._outcome: T | WenjuError | None = None
        self._thread = threading.Thread(target=self._run, name="wenju-job", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    @property
    def progress(self) -> tuple[str, int, int] | None:
        """(stage, done, total), the first stage being ``start``; ``None`` while it waits for others."""
        with self._lock:
            return self._progress

    @property
    def outcome(self) -> T | WenjuError | None:
        """What the work gave, or why it failed; ``None`` while it runs, and after a fault of ours (its traceback is on stderr)."""
        with self._lock:
            return self._outcome

    def wait(self, seconds: float | None = None) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        outcome: T | WenjuError
        try:
            with self._gate:
                self._say("start", 0, 0)
                outcome = self._work(self._say)
        except WenjuError as error:
            outcome = error
        except OSError as error:
            outcome = of_the_system(error)
        with self._lock:
            self._outcome = outcome

    def _say(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            self._progress = (stage, done, total)

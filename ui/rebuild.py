"""Building the index beside the page: one background build an index, watched by every open page.

The build runs in a thread of its own: a click would otherwise end the page's script, and with it the build.
"""

from __future__ import annotations

import threading
from pathlib import Path

from index.build import BuildReport, build_index
from index.errors import WenjuError, of_the_system

Outcome = BuildReport | WenjuError


class Rebuild:
    """The latest build of one index that this page started. Thread-safe."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._progress: tuple[str, int, int] | None = None
        self._outcome: Outcome | None = None

    @property
    def running(self) -> bool:
        with self._lock:
            return self._thread is not None and self._thread.is_alive()

    @property
    def failed_unexplained(self) -> bool:
        """Whether the last build ended by a fault of ours (its traceback went to stderr)."""
        with self._lock:
            return self._thread is not None and not self._thread.is_alive() and self._outcome is None

    @property
    def progress(self) -> tuple[str, int, int] | None:
        """(stage, done, total) of the running build, once it has said something."""
        with self._lock:
            return self._progress

    @property
    def outcome(self) -> Outcome | None:
        """The report of the last build or why it failed; ``None`` while it runs and before the first."""
        with self._lock:
            return self._outcome

    def start(self) -> None:
        """Build the same paths again (at first ``seeds/``), unless a build is running already."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self._progress = self._outcome = None
            self._thread = threading.Thread(target=self._build, name="wenju-rebuild", daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Return when no build runs any more, or after ``seconds``."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _build(self) -> None:
        outcome: Outcome
        try:
            outcome = build_index((), self._index, progress=self._say)
        except WenjuError as error:
            outcome = error
        except OSError as error:
            outcome = of_the_system(error)
        with self._lock:
            self._outcome = outcome

    def _say(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            self._progress = (stage, done, total)

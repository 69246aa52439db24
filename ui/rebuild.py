"""Building the index beside the page: one background build an index, watched by every open page.

The build runs in a thread of its own: a click would otherwise end the page's script, and with it the build.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import WenjuError, of_the_system

from .library.folder import sources_of

if TYPE_CHECKING:  # whoever only asks does without the readers
    from index.build import BuildReport
STAGES: Final = ("read", "encode", "write")
"""Of a build, in their order (`index/progress.py`)."""


class Rebuild:
    """The latest build of one index that this page started. Thread-safe."""

    def __init__(self, index: Path, library: Path) -> None:
        self._index = index
        self._library = library
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False
        self._progress: dict[str, tuple[int, int]] = {}
        self._outcome: BuildReport | WenjuError | None = None

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
    def progress(self) -> dict[str, tuple[int, int]]:
        """Stage -> (done, total), for those of the running build that have begun; all but the last are over."""
        with self._lock:
            return dict(self._progress)

    @property
    def outcome(self) -> BuildReport | WenjuError | None:
        """The report of the last build or why it failed; ``None`` while it runs and before the first."""
        with self._lock:
            return self._outcome

    def start(self) -> None:
        """Build the same paths again (at first ``seeds/``), and the library folder where it holds something.

        While a build runs, once more after it: what came into the folder meanwhile may not be in it.
        """
        with self._lock:
            self._again = self._thread is not None and self._thread.is_alive()
            if self._again:
                return
            self._progress, self._outcome = {}, None
            self._thread = threading.Thread(target=self._build, name="wenju-rebuild", daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Return when no build runs any more, or after ``seconds``."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _build(self) -> None:
        while True:
            outcome = self._built()
            with self._lock:
                if not self._again:
                    self._outcome = outcome
                    self._thread = None  # in one step: a start from now on begins anew
                    return
                self._again, self._progress = False, {}

    def _built(self) -> BuildReport | WenjuError:
        from index.build import build_index

        try:
            sources = sources_of(self._index, self._library)
            return build_index(sources.paths, self._index, encoding=sources.encoding, progress=self._say)
        except WenjuError as error:
            return error
        except OSError as error:
            return of_the_system(error)

    def _say(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            self._progress[stage] = (done, total)

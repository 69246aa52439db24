"""wenju watch"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

import click

from index.build import DEFAULT_PATHS, build_index
from index.errors import IndexLocked, IndexMissing, PathMissing, WenjuError, of_the_system
from index.i18n import Language, Message
from index.layout import Layout
from index.manifest import FIRST_FORMAT
from index.open import current_manifest

from ..cli import index_option, language_option, speak
from ..present import plain
from ..watching import Changes, Watched

_LONGEST: Final = 30.0
"""Seconds after which a build comes though files go on changing."""
_AGAIN: Final = 2.0
"""Seconds until a build is tried again that another one kept out."""


@click.command("watch", short_help="Keep the index current while files change.")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--quiet",
    type=click.FloatRange(0.05, 600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Build when nothing has changed for so long.",
)
@click.option("--polling", is_flag=True, help="Look again and again, for network folders, which tell nothing.")
@click.option("--model", metavar="NAME", help="As of `wenju build`.")
@click.option("--encoding", metavar="NAME", help="As of `wenju build`.")
@index_option
@language_option
def command(
    folders: tuple[Path, ...], quiet: float, polling: bool, model: str | None, encoding: str | None, index: Path,
    language: Language | None,
) -> None:  # fmt: skip
    """Build the index from FOLDERS, then again whenever their files change, until Ctrl-C.

    Without FOLDERS: what was built last. Questions are answered all the while, by the last build.
    """
    paths = tuple(path.absolute() for path in folders) or _built_last(index)
    for path in paths:
        if not path.exists():
            raise PathMissing(Message(f"no such file or folder: {path}", f"没有这个文件或文件夹：{path}"),
                              Message("name folders that are there: wenju watch FOLDER", "请给出存在的文件夹：wenju watch 文件夹"))  # fmt: skip
    watched = Watched(paths, index.absolute())
    spoken = speak(language)

    def build() -> bool:
        return _build(paths, index, model, encoding, spoken)

    try:
        with _watching(watched, polling) as changed:
            click.echo(Message(f"watching {', '.join(map(str, paths))}; Ctrl-C ends it",
                               f"正在监视 {'、'.join(map(str, paths))}；按 Ctrl-C 结束").in_(spoken))  # fmt: skip
            _keep_current(build, changed, Changes(quiet, _LONGEST))
    except KeyboardInterrupt:
        return


def _built_last(index: Path) -> tuple[Path, ...]:
    """The paths of the last build, at first those that `wenju build` begins with. Raises ``IndexDamaged``."""
    try:
        return tuple(map(Path, current_manifest(Layout(index), FIRST_FORMAT)[1].paths))
    except IndexMissing:
        return tuple(Path(path).absolute() for path in DEFAULT_PATHS)


def _keep_current(build: Callable[[], bool], changed: SimpleQueue[None], changes: Changes) -> None:
    """Build at once, then whenever it is due, for ever. ``build`` says whether it could begin."""
    changes = changes.at(time.monotonic() - changes.quiet)
    while True:
        try:
            changed.get(timeout=changes.wait(time.monotonic()))
            changes = changes.at(time.monotonic())
        except Empty:
            begun = build()
            changes = changes.built()
            if not begun:
                changes = changes.at(time.monotonic() + _AGAIN - changes.quiet)


def _build(paths: tuple[Path, ...], index: Path, model: str | None, encoding: str | None, language: Language) -> bool:
    """Build, and say in one line what came of it; ``False`` where another build is running."""
    try:
        report = build_index(paths, index, model=model, encoding=encoding)
        said = Message(f"{report.articles} articles, {len(report.skipped)} skipped, {report.seconds:.1f} s",
                       f"{report.articles} 篇文章，跳过 {len(report.skipped)} 个文件，用时 {report.seconds:.1f} 秒")  # fmt: skip
    except IndexLocked as error:
        _say(Message(f"{error.message.en}; trying again", f"{error.message.zh}，稍后重试"), language, err=True)
        return False
    except (WenjuError, OSError) as error:
        wrong = of_the_system(error) if isinstance(error, OSError) else error
        _say(
            Message(f"{wrong.message.en}; {wrong.hint.en}", f"{wrong.message.zh}；{wrong.hint.zh}"), language, err=True
        )
        return True
    _say(said, language)
    return True


def _say(what: Message, language: Language, *, err: bool = False) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')}  {plain(what.in_(language))}", err=err)


@contextmanager
def _watching(watched: Watched, polling: bool) -> Iterator[SimpleQueue[None]]:
    """A queue that gets an entry for each change that concerns us, for as long as the context lasts."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    changed: SimpleQueue[None] = SimpleQueue()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            places = [str(path) for path in (event.src_path, event.dest_path) if path]
            if any(watched.concerns(event.event_type, it, folder=event.is_directory) for it in places):
                changed.put(None)

    observer = PollingObserver() if polling else Observer()
    for folder, recursive in watched.folders.items():
        observer.schedule(Handler(), str(folder), recursive=recursive)
    observer.start()
    try:
        yield changed
    finally:
        observer.stop()
        observer.join()

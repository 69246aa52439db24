"""What `wenju doctor` looks at: each check says what it found and, where something is amiss, the next step."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path, PurePath
from typing import Final, Literal

from index.catalog import Catalog
from index.errors import BadInput, IndexUnusable, WenjuError, of_the_system
from index.i18n import Message
from index.layout import Layout
from index.manifest import Manifest
from index.open import current_manifest, open_index
from index.read import find_files
from index.read.folder import ABOUT
from rag.chat import ServerSettings, writer_at

from . import configuration
from .staleness import Difference, compare

State = Literal["ok", "warning", "wrong"]
_FREE_BYTES: Final = 500_000_000
"""Less free space than this is warned of, and less than two further indexes of the size of this one."""
_SECONDS: Final = 3.0
_PAGE: Final = 8501
_NAMED: Final = 5
_RELEASE: Final = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``next`` is there unless it is ``ok``. ``unusable``: nothing can be asked of the index."""

    check: str
    state: State
    what: Message
    next: Message | None = None
    unusable: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What is examined: the index, and what environment and `wenju.toml` name."""

    index: Path
    llm: str | None
    llm_model: str | None
    reranker: str | None
    key: str | None = field(default=None, repr=False)
    commands: Sequence[str] = ()


Check = Callable[[Subject], Iterator[Finding]]


def examine(subject: Subject) -> list[Finding]:
    """The findings of all checks, in a fixed order. What a check can't look at is a finding too; nothing is raised."""
    findings: list[Finding] = []
    for name, check in CHECKS.items():
        try:
            findings += check(subject)
        except (WenjuError, OSError) as error:
            wrong = of_the_system(error) if isinstance(error, OSError) else error
            findings.append(
                Finding(name, "wrong", wrong.message, wrong.hint, unusable=isinstance(error, IndexUnusable))
            )
    return findings


def _settings(subject: Subject) -> Iterator[Finding]:
    configuration.read_file(subject.commands)
    said = Path(configuration.FILE).is_file()
    yield Finding("settings", "ok", Message("wenju.toml holds settings only", "wenju.toml 有效") if said else
                  Message("no wenju.toml here: all as by default", "此处没有 wenju.toml，全部使用默认值"))  # fmt: skip
    for name, nearest in configuration.unknown_variables():
        yield Finding("settings", "warning", Message(f"${name} is no setting", f"{name} 不是设置项"),
                      Message(f"did you mean {nearest}?", f"是否应为 {nearest}？") if nearest else
                      Message("docs/settings.md lists all", "全部设置见 docs/settings.md"))  # fmt: skip


def _packages(subject: Subject) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    try:
        wanted, asked = requires("wenju") or [], metadata("wenju")["Requires-Python"] or ""
    except PackageNotFoundError:
        yield Finding("packages", "warning", Message("wenju itself is not installed", "wenju 本身没有安装"),
                      Message("install it: pip install -c constraints.txt .", "请安装：pip install -c constraints.txt ."))  # fmt: skip
        return
    low = [f"Python {python} ({asked})"] if _older(python, asked.removeprefix(">=")) else []
    needed = [it.partition(">=") for it in wanted if "extra ==" not in it]
    low += [it for name, _, least in needed if (it := _lacking(name.strip(), least))]
    if low:
        yield Finding("packages", "wrong", Message(f"missing or too old: {', '.join(low)}", f"缺少或过旧：{'、'.join(low)}"),
                      Message("install what is needed: pip install -c constraints.txt .", "请安装所需版本：pip install -c constraints.txt ."))  # fmt: skip
        return
    yield Finding("packages", "ok", Message(f"Python {python}, {len(needed)} packages as required",
                                            f"Python {python}，{len(needed)} 个依赖包均符合要求"))  # fmt: skip


def _lacking(name: str, least: str) -> str | None:
    try:
        there = version(name)
    except PackageNotFoundError:
        return name
    return f"{name} {there} (>={least})" if _older(there, least) else None


def _older(there: str, least: str) -> bool:
    """By the numbers in front: enough for the least versions that pyproject.toml names."""
    numbers = [tuple(map(int, found[0].split("."))) if (found := _RELEASE.match(it)) else () for it in (there, least)]
    return numbers[0] < numbers[1]


def _index(subject: Subject) -> Iterator[Finding]:
    open_index(subject.index).close()
    manifest = current_manifest(Layout(subject.index))[1]
    yield Finding("index", "ok", Message(
        f"{subject.index}: {manifest.articles} articles, files as they were written, model {manifest.model}",
        f"{subject.index}：{manifest.articles} 篇文章，文件与写入时一致，模型 {manifest.model}"))  # fmt: skip


def _articles(subject: Subject) -> Iterator[Finding]:
    """The folders against the catalog; nothing where there is no index, which was said already."""
    layout = Layout(subject.index)
    try:
        generation, manifest = current_manifest(layout)
    except IndexUnusable:
        return
    catalog = Catalog(generation.catalog)
    try:
        skipped, problems = catalog.skipped(), catalog.problems()
        known = {path for paths in catalog.names.values() for path in paths} | {it.path for it in skipped}
    finally:
        catalog.close()
    there = [path for path in manifest.paths if os.path.exists(path)]  # noqa: PTH110 - raises nothing
    gone = [path for path in manifest.paths if path not in there]
    if gone:
        yield Finding("articles", "wrong", Message(f"built from what is no longer there: {', '.join(gone)}", f"建立索引所用的路径已不存在：{'、'.join(gone)}"),
                      Message(f"bring it back, or build anew: wenju build FOLDER --index {subject.index}",
                              f"请恢复，或重新建立：wenju build 文件夹 --index {subject.index}"))  # fmt: skip
    files, others = find_files(there, apart=layout.root)
    changes = compare(
        files, [Path(it.path) for it in others], known, datetime.fromisoformat(manifest.built_at).timestamp()
    )
    yield _age(subject, manifest, len(files), changes)
    left_out = [it for it in skipped if PurePath(it.path).name.lower() not in ABOUT]
    if left_out or problems:
        yield Finding("reading", "warning", Message(f"{len(left_out)} files left out, {len(problems)} problems in others",
                                                    f"未收入 {len(left_out)} 个文件，其余文件有 {len(problems)} 处问题"),
                      Message("the reasons: wenju status", "原因见：wenju status"))  # fmt: skip
    else:
        yield Finding("reading", "ok", Message("every file was read whole", "全部文件均已完整读取"))


def _age(subject: Subject, manifest: Manifest, files: int, changes: Difference) -> Finding:
    if not changes:
        return Finding("articles", "ok", Message(f"{files} files, as at the build of {manifest.built_at}",
                                                 f"{files} 个文件，与 {manifest.built_at} 建立时相同"))  # fmt: skip
    new, changed, deleted = len(changes.new), len(changes.changed), len(changes.deleted)
    return Finding("articles", "warning", Message(f"since the build {new} files are new, {changed} changed, {deleted} gone",
                                                  f"建立之后：新增 {new} 个文件，修改 {changed} 个，删除 {deleted} 个"),
                   Message(f"wenju build --index {subject.index}, or leave wenju watch running",
                           f"请运行 wenju build --index {subject.index}，或让 wenju watch 一直运行"))  # fmt: skip


def _disk(subject: Subject) -> Iterator[Finding]:
    folder = next(it for it in (subject.index.absolute(), *subject.index.absolute().parents) if it.exists())
    try:
        size = sum(record.bytes for record in current_manifest(Layout(subject.index))[1].files)
    except IndexUnusable:
        size = 0
    free, needed = shutil.disk_usage(folder).free, max(_FREE_BYTES, 2 * size)
    if free < needed:
        yield Finding("disk", "warning", Message(f"{free // 1_000_000} MB free, {needed // 1_000_000} MB are safe for a build",
                                                 f"剩余空间 {free // 1_000_000} MB，建立索引宜有 {needed // 1_000_000} MB"),
                      Message("free some space", "请清理磁盘空间"))  # fmt: skip
    else:
        yield Finding("disk", "ok", Message(f"{free // 1_000_000} MB free", f"剩余空间 {free // 1_000_000} MB"))
    if not os.access(folder, os.W_OK):
        yield Finding("disk", "warning", Message(f"{folder} may not be written: no index can be built there", f"{folder} 不可写，无法在此建立索引"),
                      Message("change its permissions, or give another: --index", "请修改权限，或用 --index 指定其他文件夹"))  # fmt: skip


def _lock(subject: Subject) -> Iterator[Finding]:
    holder = Layout(subject.index).holder
    if not holder.is_file():
        yield Finding("lock", "ok", Message("nobody is building", "没有正在进行的建立"))
        return
    pid = holder.read_text(encoding="utf-8", errors="replace").strip()
    if _runs(pid):
        yield Finding("lock", "ok", Message(f"process {pid} is building", f"进程 {pid} 正在建立索引"))
    else:
        yield Finding("lock", "warning", Message(f"a build by process {pid} did not end well", f"进程 {pid} 的建立没有正常结束"),
                      Message(f"build again: wenju build --index {subject.index}", f"请重新建立：wenju build --index {subject.index}"))  # fmt: skip


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except PermissionError:
        return True
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    return True


def _llm(subject: Subject) -> Iterator[Finding]:
    """Where a language model is named: whether its server answers, and has it."""
    if writer_at(subject.llm, subject.llm_model, subject.key) is None:
        yield Finding("llm", "ok", Message("none: answers are the articles' own words", "未使用：回答为文章原话"))
        return
    from rag.server import ServerWriter  # late: brings the client

    url, model = (subject.llm or "").rstrip("/"), subject.llm_model or ""
    names = ServerWriter(ServerSettings(url, model), subject.key or "").models(_SECONDS)
    if model in names:
        yield Finding("llm", "ok", Message(f"{url} has {model}", f"{url} 上有 {model}"))
        return
    some = ", ".join(names[:_NAMED]) or "-"
    raise BadInput(Message(f"{url} has no {model}", f"{url} 上没有 {model}"),
                   Message(f"it has: {some}", f"现有：{some}"))  # fmt: skip


def _reranker(subject: Subject) -> Iterator[Finding]:
    name = subject.reranker
    if not name:
        yield Finding("reranker", "ok", Message("none", "未使用"))
    elif not Path(name).is_dir():
        yield Finding("reranker", "warning", Message(f"{name} is no folder: it comes from the hub or its cache", f"{name} 不是文件夹，将从模型库或其缓存读取"),
                      Message(f"see whether it can be had: wenju search 普陀 --reranker {name}", f"可试用：wenju search 普陀 --reranker {name}"))  # fmt: skip
    elif not (Path(name) / "config.json").is_file():
        raise BadInput(Message(f"{name} holds no config.json: it is no model", f"{name} 中没有 config.json，不是模型"),
                       Message("give the folder of a cross-encoder", "请给出交叉编码器所在的文件夹"))  # fmt: skip
    else:
        yield Finding("reranker", "ok", Message(f"{name} is a model's folder", f"{name} 是模型文件夹"))


def _port(subject: Subject) -> Iterator[Finding]:
    try:
        socket.create_connection(("127.0.0.1", _PAGE), timeout=_SECONDS).close()
    except OSError:
        yield Finding("port", "ok", Message(f"{_PAGE} is free for the page", f"端口 {_PAGE} 可供网页使用"))
    else:
        yield Finding("port", "ok", Message(f"{_PAGE} is taken: the page gets the next free one", f"端口 {_PAGE} 已被占用，网页将使用下一个空闲端口"))  # fmt: skip


CHECKS: Final[Mapping[str, Check]] = {
    "packages": _packages, "settings": _settings, "index": _index, "articles": _articles, "disk": _disk, "lock": _lock,
    "llm": _llm, "reranker": _reranker, "port": _port,
}  # fmt: skip

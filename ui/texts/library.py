"""What the library view says, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.i18n import Message

ADD: Final = Message("Add articles", "添加文章")
ADD_LABEL: Final = Message(
    "Text, web page, PDF, Word, table or zip · up to 100 MB each · many files: as one zip",
    "文本、网页、PDF、Word、表格或 zip · 每个不超过 100 MB · 文件很多时请打包成 zip",
)
ADD_BUTTON: Final = Message("Add to the library", "加入资料库")
NO_FILES: Final = Message("No file was chosen.", "尚未选择文件。")
GOES_TO: Final = Message("Added files are kept in", "添加的文件存放于")
STORING: Final = Message("Storing", "正在保存")
INDEX: Final = Message("The index", "索引")
BUILT_FROM: Final = Message("Built from", "来自")
BEHIND: Final = Message(
    "The library folder has changed since the index was built.", "资料库文件夹在索引建立之后有变化。"
)
BEING_BUILT: Final = Message(
    "Another program is building this index. Reading goes on; try again when it is done.",
    "另一个程序正在建立此索引，阅读不受影响；请待其完成后再试。",
)
SEARCH: Final = Message("Search titles, sources and files", "搜索标题、来源或文件")
DISTRICT: Final = Message("District", "区")
TROUBLE: Final = Message("Only", "只看")
TROUBLES: Final = {
    "part": Message("read in part", "未能完整读取"),
    "guesses": Message("restored with guesses", "含推测修复"),
    "copies": Message("near-duplicates", "重复文章"),
}
COLUMN_PROBLEMS: Final = Message("Problems", "问题")
HINT: Final = Message(
    "Click a cell to read its article; tick rows to remove them; a column's head sorts.",
    "点按单元格即可阅读；勾选行可删除；点按表头可排序。",
)
NOTHING_FOUND: Final = Message("No article fits.", "没有符合的文章。")
TO_LIST: Final = Message("Back to the list", "返回列表")
REMOVE: Final = Message("Remove from the library", "从资料库删除")
REMOVE_NOW: Final = Message("Remove for good", "永久删除")
CANCEL: Final = Message("Cancel", "取消")
FOR_GOOD: Final = Message("The files are deleted from the disk; this can't be undone.", "文件将从磁盘删除，无法撤销。")
NONE_REMOVABLE: Final = Message("None of these lies in the library folder.", "所选文章都不在资料库文件夹中。")

STAGES: Final = {
    "read": Message("Reading and restoring", "读取并修复"),
    "encode": Message("Encoding", "计算向量"),
    "write": Message("Writing", "写入"),
}
WAITING: Final = Message("waiting", "等待")
DONE: Final = Message("done", "完成")
PROGRESS: Final = Message("Building the index", "正在建立索引")


def remove_chosen(count: int) -> Message:
    return Message(f"Remove {count} selected…", f"删除所选 {count} 篇…")


def of_all(shown: int, total: int) -> Message:
    """Above the table."""
    noun = "article" if total == 1 else "articles"
    if shown == total:
        return Message(f"{total:,} {noun}", f"{total:,} 篇文章")
    return Message(f"{shown:,} of {total:,} {noun}", f"{total:,} 篇中的 {shown:,} 篇")


def trouble(name: str, count: int) -> Message:
    its = TROUBLES[name]
    return Message(f"{its.en} {count:,}", f"{its.zh} {count:,}")


def left_out(count: int) -> Message:
    noun = "file or part of one was" if count == 1 else "files or parts of them were"
    return Message(f"{count:,} {noun} left out", f"{count:,} 处未能收入")


def guesses(count: int) -> Message:
    return Message(f"{count} {'guess' if count == 1 else 'guesses'}", f"推测 {count} 处")


def copies(count: int) -> Message:
    return Message(f"{count} {'copy' if count == 1 else 'copies'}", f"重复 {count} 篇")


def stored(count: int) -> Message:
    return Message(f"{count:,} {'file' if count == 1 else 'files'} added", f"已加入 {count:,} 个文件")


def there(count: int) -> Message:
    return Message(f"{count:,} already there, with the same content", f"{count:,} 个已在库中，内容相同")


def refused(count: int) -> Message:
    return Message(f"{count:,} not taken", f"{count:,} 个未收")


def kept_as(name: str, other: str) -> Message:
    return Message(f"{name}: kept as {other}", f"{name}：存为 {other}")


def too_many(count: int, most: int) -> Message:
    return Message(
        f"{count:,} files at a time, more than the {most:,} that are taken: none of them was stored. "
        "Put them into one zip file.",
        f"一次 {count:,} 个文件，超过上限 {most:,} 个，均未保存。请打包成一个 zip 文件。",
    )


def and_more(count: int) -> Message:
    return Message(f"and {count:,} more", f"另有 {count:,} 项")


def removed(count: int) -> Message:
    return Message(f"{count:,} {'file' if count == 1 else 'files'} removed", f"已删除 {count:,} 个文件")


def goes_with(file: str, articles: int) -> Message:
    """``file`` holds so many articles, which go with it."""
    if articles == 1:
        return Message(file, file)
    return Message(
        f"{file}: the whole file, with its {articles:,} articles", f"{file}：整个文件，连同其中 {articles:,} 篇文章"
    )


def elsewhere(path: str, library: str) -> Message:
    return Message(f"{path}: not in {library}. Remove it where it lies, then rebuild the index.",
                   f"{path}：不在 {library} 中。请到原处删除，再重建索引。")  # fmt: skip


def unplaced(path: str) -> Message:
    """``path`` is relative to the folder that the index was built in, which is not this one."""
    return Message(f"{path}: named from the folder in which the index was built. Rebuild the index here, then remove it.",
                   f"{path}：路径以建立索引时的目录为准。请先在此重建索引，再删除。")  # fmt: skip


def report(articles: int, passages: int, seconds: float) -> Message:
    return Message(f"{articles:,} {'article' if articles == 1 else 'articles'} read, {passages:,} passages, {seconds:.1f} s",
                   f"读取 {articles:,} 篇文章，{passages:,} 个段落，用时 {seconds:.1f} 秒")  # fmt: skip


def report_parts(restored: int, guessed: int, copies: int) -> Sequence[Message]:
    """The report's other figures, a line each; none for zero."""
    said = (
        (restored, Message(f"{restored:,} restored after damage, {guessed:,} of the repairs are guesses",
                           f"修复 {restored:,} 篇，其中推测 {guessed:,} 处")),
        (copies, Message(f"{copies:,} near-duplicates of another article", f"{copies:,} 篇与其他文章重复")),
    )  # fmt: skip
    return [words for count, words in said if count]


def read_in_part(count: int) -> Message:
    return Message(f"{count:,} read in part", f"{count:,} 处未能完整读取")

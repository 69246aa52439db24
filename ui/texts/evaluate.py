"""What the evaluations say, on the page and in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.i18n import Message

if TYPE_CHECKING:
    from rag.types import RefusalReason
    from rag.verdict import Wrong

WRONG: Final[dict[Wrong, Message]] = {
    "refused": Message("refused, though an article answers", "文章有答案却拒答"),
    "other_article": Message("cites another article", "引用了其他文章"),
    "gold_missing": Message("the expected words are not all in the quotes", "引文未含全部应有文字"),
    "answered": Message("answered, though no article does", "文章没有答案却作答"),
    "other_reason": Message("refused for another reason", "拒答理由不对"),
    "quote_inexact": Message("a quote is not its article's text", "引文与原文不符"),
    "claim_uncarried": Message("a claim is not carried by its quotes", "论断没有引文支持"),
}
REASONS: Final[dict[RefusalReason, Message]] = {
    "nothing_near": Message("nothing near", "没有相近内容"),
    "not_said": Message("not said", "文章没有说明"),
    "version": Message("another version", "版本不符"),
    "date": Message("another date", "日期不符"),
    "district": Message("another district", "区不符"),
}

SUBTITLE: Final = Message(
    "Measure answers and retrieval on questions of your own.", "用您自己的问题衡量回答与检索的质量。"
)
ANSWERS: Final = Message("Answers", "回答")
ANSWERS_HINT: Final = Message(
    "A JSONL file, plain or .gz: an object a line with question, article and gold (words that the quotes must hold); article and "
    "gold are null where the articles don't answer. Also id, lang, kind, trap and reason.",
    "JSONL 文件（可为 .gz），每行一个对象：question（问题）、article（文章）、gold（引文应含的文字）；文章没有答案时 article 和 gold 为 null。"
    "还可有 id、lang、kind、trap、reason。",
)
QUESTIONS_FILE: Final = Message(
    "File of questions: .jsonl or .gz, up to 16 MB", "问题文件：.jsonl 或 .gz，不超过 16 MB"
)
TEMPLATE: Final = Message("Save a template", "下载模板")
RETRIEVAL: Final = Message("Retrieval", "检索")
RETRIEVAL_HINT: Final = Message(
    "A BEIR-style set as a zip: corpus.jsonl, queries.jsonl, qrels.tsv. It is indexed by itself; your index is not touched.",
    "BEIR 格式的 zip 压缩包：corpus.jsonl、queries.jsonl、qrels.tsv。评测单独建索引，不影响现有索引。",
)
SET_FILE: Final = Message("Set as a zip, up to 100 MB", "评测集 zip 压缩包，不超过 100 MB")
SET_FOLDER: Final = Message("or a folder on this machine", "或本机上的文件夹")
MEASURE: Final = Message("Measure", "开始评测")
RUNNING: Final = Message("Being measured", "评测中")
WAITING: Final = Message("Another evaluation is running; this one waits for it.", "另一项评测正在进行，请稍候。")
STAGES: Final = {"encode": Message("Encoding", "计算向量"), "ask": Message("Asking", "提问")}
SAVE: Final = Message("Save as JSON", "存为 JSON")
GROUP: Final = Message("Group", "分组")
LEG: Final = Message("Leg", "检索方式")
LEGS: Final = {
    "lexical": Message("words", "字面"), "dense": Message("meaning", "语义"),
    "fused": Message("both", "融合"), "final": Message("as search gives them", "最终"),
}  # fmt: skip
FIGURES: Final = Message("Figures", "结果")
WENT_WRONG: Final = Message("What went wrong", "有误的回答")
ALL_RIGHT: Final = Message("Nothing went wrong.", "没有错误。")
EXPECTED: Final = Message("Expected: ", "应有：")
GOT: Final = Message("Got: ", "实得：")
TO_REFUSE: Final = Message("a refusal", "拒答")
REFUSED: Final = Message("refused", "拒答")


def measured(questions: int, wrong: int, seconds: float) -> Message:
    return Message(
        f"{questions} {'question' if questions == 1 else 'questions'}, {wrong} with something wrong, {seconds:.1f} s",
        f"{questions} 个问题，{wrong} 个有误，用时 {seconds:.1f} 秒",
    )


def retrieved(queries: int, documents: int, seconds: float) -> Message:
    return Message(
        f"{queries} queries, {documents} documents, {seconds:.1f} s",
        f"{queries} 个问题，{documents} 篇文档，用时 {seconds:.1f} 秒",
    )


def rest(count: int) -> Message:
    return Message(f"and {count} more; the JSON file has all", f"另有 {count} 个，见 JSON 文件")

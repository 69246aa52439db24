"""The prefixes that known families of models were trained with. A model's own configured prompts come first."""

from __future__ import annotations

from dataclasses import dataclass

_RETRIEVAL = "Given a web search query, retrieve relevant passages that answer the query"


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a query and before a passage."""

    query: str = ""
    passage: str = ""


# (what the model's name contains, lower case; the prompts), the first that fits. From the model cards:
# https://huggingface.co/intfloat/multilingual-e5-large-instruct, .../intfloat/multilingual-e5-small,
# .../BAAI/bge-small-zh-v1.5, .../BAAI/bge-small-en-v1.5, .../BAAI/bge-m3, .../Qwen/Qwen3-Embedding-0.6B,
# .../Alibaba-NLP/gte-Qwen2-1.5B-instruct, .../thenlper/gte-base-zh
_FAMILIES: tuple[tuple[str, Prompts], ...] = (
    ("e5-mistral", Prompts(f"Instruct: {_RETRIEVAL}\nQuery: ")),
    ("-e5-large-instruct", Prompts(f"Instruct: {_RETRIEVAL}\nQuery: ")),
    ("e5-", Prompts("query: ", "passage: ")),
    ("bge-m3", Prompts()),
    ("bge-", Prompts("Represent this sentence for searching relevant passages: ")),
    ("qwen3-embedding", Prompts(f"Instruct: {_RETRIEVAL}\nQuery:")),
    ("gte-qwen", Prompts(f"Instruct: {_RETRIEVAL}\nQuery: ")),
)
_BGE_CHINESE = Prompts("为这个句子生成表示以用于检索相关文章：")


def prompts_for(model_name: str) -> Prompts:
    """The prompts of the family that ``model_name`` (a hub name or a folder) belongs to; empty for others."""
    name = model_name.lower().replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    if name.startswith("bge-") and "-zh" in name:
        return _BGE_CHINESE
    return next((prompts for part, prompts in _FAMILIES if part in name), Prompts())

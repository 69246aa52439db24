"""The prompts that families of models were trained with, by the models' names."""

from __future__ import annotations

import pytest

from index.encoders.prompts import Prompts, prompts_for

TASK = "Given a web search query, retrieve relevant passages that answer the query"
E5 = Prompts("query: ", "passage: ")
INSTRUCT = Prompts(f"Instruct: {TASK}\nQuery: ")
BGE_ZH = Prompts("为这个句子生成表示以用于检索相关文章：")
BGE_EN = Prompts("Represent this sentence for searching relevant passages: ")


@pytest.mark.parametrize(
    ("name", "prompts"),
    [
        ("intfloat/multilingual-e5-small", E5),
        ("intfloat/e5-base-v2", E5),
        ("intfloat/multilingual-e5-large-instruct", INSTRUCT),
        ("intfloat/e5-mistral-7b-instruct", INSTRUCT),
        ("BAAI/bge-small-zh-v1.5", BGE_ZH),
        ("BAAI/bge-large-zh", BGE_ZH),
        ("BAAI/bge-base-en-v1.5", BGE_EN),
        ("BAAI/bge-m3", Prompts()),
        ("Qwen/Qwen3-Embedding-0.6B", Prompts(f"Instruct: {TASK}\nQuery:")),
        ("Alibaba-NLP/gte-Qwen2-1.5B-instruct", INSTRUCT),
        ("thenlper/gte-base-zh", Prompts()),
        ("Alibaba-NLP/gte-multilingual-base", Prompts()),
        ("sentence-transformers/all-MiniLM-L6-v2", Prompts()),
        ("/models/BAAI/bge-small-zh-v1.5/", BGE_ZH),  # a folder
        (r"C:\models\e5-base-v2", E5),
        ("/home/e5-fan/plain-model", Prompts()),  # only the model's own name counts
    ],
)
def test_families(name: str, prompts: Prompts) -> None:
    assert prompts_for(name) == prompts

"""The retrievers, in the frameworks that they are for."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys

import pytest

from index.errors import BadQuestion
from index.types import Span
from rag import Engine, Filters

QUERY = "生命健康产业专项政策"
NAMES = ["source", "title", "published", "district", "url", "article_id", "start", "end", "passage_id", "score"]


def test_langchains_documents_are_the_passages_as_they_stand(engine: Engine) -> None:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import RunnableLambda

    from rag.adapters.langchain import WenjuRetriever

    retriever = WenjuRetriever(engine=engine, k=3, filters=Filters(district="普陀"))
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke(QUERY)
    hits = engine.search(QUERY, 3, Filters(district="普陀")).hits
    assert len(hits) > 1
    assert [it.page_content for it in documents] == [hit.text for hit in hits]
    for document, hit in zip(documents, hits, strict=True):
        its = document.metadata
        assert list(its) == NAMES
        assert json.loads(json.dumps(its)) == its
        assert document.page_content == Span(its["start"], its["end"]).of(engine.article(its["article_id"]).text)
        assert (document.id, its["title"], its["district"]) == (hit.passage_id, hit.title, ["普陀区"])
        assert (its["source"], its["published"], its["score"]) == (hit.article.source, hit.article.published, hit.score)
    assert asyncio.run(retriever.ainvoke(QUERY)) == documents
    assert retriever.batch([QUERY, QUERY]) == [documents, documents]
    chain = retriever | RunnableLambda(lambda found: [it.page_content for it in found])
    assert chain.invoke(QUERY) == [hit.text for hit in hits]
    with pytest.raises(BadQuestion):
        retriever.invoke("")


def test_llama_indexs_nodes_are_the_passages_as_they_stand(engine: Engine) -> None:
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

    from rag.adapters.llama_index import WenjuRetriever

    retriever = WenjuRetriever(engine, 3, Filters(district="普陀"))
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve(QUERY)
    hits = engine.search(QUERY, 3, Filters(district="普陀")).hits
    assert len(hits) > 1
    assert [(it.text, it.score, it.node_id) for it in nodes] == [(hit.text, hit.score, hit.passage_id) for hit in hits]
    for node in nodes:
        its = node.metadata
        assert list(its) == NAMES
        text = engine.article(its["article_id"]).text
        assert node.text == text[node.node.start_char_idx : node.node.end_char_idx] == text[its["start"] : its["end"]]
        assert TextNode.from_json(node.node.to_json()) == node.node
        read = node.get_content(MetadataMode.LLM)
        assert its["title"] in read
        assert its["passage_id"] not in read

    async def ask() -> list[NodeWithScore]:
        return await retriever.aretrieve(QUERY)

    assert asyncio.run(ask()) == nodes
    with pytest.raises(BadQuestion):
        retriever.retrieve("")


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [("langchain", "langchain_core", "langchain"), ("llama_index", "llama_index", "llama-index")],
)
def test_where_the_framework_is_missing_the_command_is_named(module: str, package: str, extra: str) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; import rag.adapters.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("rag.adapters.PackageMissing: ")
    assert f"pip install 'wenju[{extra}]'" in last
    caught = code.replace("import rag", "\ntry: import rag") + "\nexcept ImportError: print('caught')"
    done = subprocess.run([sys.executable, "-c", caught], capture_output=True, text=True, check=True)
    assert done.stdout == "caught\n"

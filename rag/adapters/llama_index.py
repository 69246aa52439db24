"""The search as a retriever of LlamaIndex: ``pip install 'wenju[llama-index]'``."""

from __future__ import annotations

from . import PackageMissing, metadata_of

try:
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
except ModuleNotFoundError as error:
    raise PackageMissing("llama-index-core", "llama-index") from error

from ..engine import Engine
from ..filters import Filters
from ..types import Hit

_FOR_PROGRAMS = ("article_id", "start", "end", "passage_id", "score", "url")
"""What a model that reads the passages has no use for."""


class WenjuRetriever(BaseRetriever):
    """Gives the ``k`` passages nearest to a query, the best first; ``[]`` where nothing matches.

    A node's text is exact: its article's text at ``start_char_idx`` and ``end_char_idx``. Whoever opened the ``engine``
    closes it. Retrieving raises what :meth:`rag.Engine.search` raises.
    """

    def __init__(self, engine: Engine, k: int = 5, filters: Filters | None = None, *, today: str | None = None) -> None:
        super().__init__()
        self._engine = engine
        self._k = k
        self._filters = filters
        self._today = today

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._engine.search(query_bundle.query_str, self._k, self._filters, today=self._today)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in found]


def _node(hit: Hit) -> TextNode:
    return TextNode(
        id_=hit.passage_id,
        text=hit.text,
        metadata=dict(metadata_of(hit)),
        start_char_idx=hit.start,
        end_char_idx=hit.end,
        excluded_llm_metadata_keys=list(_FOR_PROGRAMS),
        excluded_embed_metadata_keys=list(_FOR_PROGRAMS),
    )

"""The search as a retriever of LangChain: ``pip install 'wenju[langchain]'``."""

from __future__ import annotations

from . import PackageMissing, metadata_of

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ModuleNotFoundError as error:
    raise PackageMissing("langchain-core", "langchain") from error

from ..engine import Engine
from ..filters import Filters


class WenjuRetriever(BaseRetriever):
    """Gives the ``k`` passages nearest to a query, the best first; ``[]`` where nothing matches.

    A document's ``page_content`` is exact: its article's text at the ``start`` and ``end`` of its ``metadata``. Whoever
    opened the ``engine`` closes it. Invoking it raises what :meth:`rag.Engine.search` raises.
    """

    engine: Engine
    k: int = 5
    filters: Filters | None = None
    today: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.engine.search(query, self.k, self.filters, today=self.today)
        return [Document(page_content=hit.text, metadata=dict(metadata_of(hit)), id=hit.passage_id) for hit in found]

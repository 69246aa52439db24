"""wenju mcp"""

from __future__ import annotations

from pathlib import Path

import click

from index.i18n import Language
from rag.chat import writer_at
from rag.rescore import load_reranker

from ..cli import index_option, language_option, llm_key, llm_options, reranker_option
from ..serving import CurrentEngine


@click.command("mcp", short_help="Serve the Model Context Protocol over stdio.")
@reranker_option
@llm_options
@index_option
@language_option
def command(
    reranker: str | None, llm: str | None, llm_model: str | None, index: Path, language: Language | None
) -> None:
    """Serve the tools ask, search and read_article to a language model's program, over stdio (MCP).

    An index that can't answer is told to the model that asks: it may be built, or built again, meanwhile.
    """
    writer = writer_at(llm, llm_model, llm_key())
    current = CurrentEngine(index.absolute(), load_reranker(reranker), writer)
    from ..mcp_server import mcp_server

    mcp_server(current, language).run("stdio")

"""The house as it was drawn: index <- rag <- ui, no cycles, every third-party package behind the file that owns it."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("index", "rag", "ui")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for layer in LAYERS
    for path in sorted((ROOT / layer).rglob("*.py"))
}
# Package -> the modules (or packages of modules) that may import it. numpy is everywhere, streamlit in all of ui.
OWNERS = {
    "bm25s": ("index.lexical",),
    "charset_normalizer": ("index.read.legacy",),
    "click": ("ui.cli", "ui.commands", "ui.completing", "ui.configuration"),
    "docx": ("ui.export",),
    "faiss": ("index.vectors",),
    "fastapi": ("ui.web_api",),
    "filelock": ("index.build",),
    "ftfy": ("index.restore.mojibake",),
    "httpx2": ("rag.server",),
    "ir_measures": ("rag.evaluate",),
    "langchain_core": ("rag.adapters.langchain",),
    "llama_index": ("rag.adapters.llama_index",),
    "lxml": (
        "index.read.docx",
        "index.read.html",
        "index.read.page_fields",
        "index.read.page_text",
        "index.read.main_text",
    ),
    "mcp": ("ui.mcp_server",),
    "mcp_types": ("ui.mcp_server",),
    "numpy": LAYERS,
    "openai": ("rag.server",),
    "opencc": ("index.fold",),
    "prometheus_client": ("ui.web_api.metrics", "ui.web_api.reading"),
    "pydantic": ("ui.schemas", "ui.mcp_server", "ui.web_api.requests"),
    "pypdfium2": ("index.read.pdf_pages",),
    "pypinyin": ("index.restore.pinyin",),
    "rensa": ("index.minhash",),
    "rich": ("ui.commands.build",),
    "sentence_transformers": ("index.encoders.transformer", "index.encoders.export", "rag.crossencoder"),
    "starlette": ("ui.guard", "ui.ports", "ui.web_api"),
    "streamlit": ("ui",),
    "tokenizers": ("index.encoders.bundled", "index.encoders.export"),
    "torch": ("index.encoders.export",),
    "trafilatura": ("index.read.main_text",),
    "uvicorn": ("ui.ports",),
    "watchdog": ("ui.commands.watch",),
    "yaml": ("index.read.frontmatter",),
}
MAXIMUM_FILE_LINES, MAXIMUM_FUNCTION_LINES = 300, 40


def imports_of(module: str, *, at_import: bool = False) -> set[str]:
    """The absolute names that a module imports; ``at_import``: only those that load with it."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if at_import else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            stem = ".".join(filter(None, (base, node.module)))
            found |= {f"{stem}.{alias.name}" if f"{stem}.{alias.name}" in MODULES else stem for alias in node.names}
    return found


def within(module: str, owner: str) -> bool:
    return module == owner or module.startswith(owner + ".")


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way_and_third_parties_have_owners(module: str) -> None:
    layer = LAYERS.index(module.split(".")[0])
    for name in imports_of(module):
        top = name.split(".")[0]
        if top in LAYERS:
            assert LAYERS.index(top) <= layer, f"{module} imports {name}, a layer above it"
        elif top not in sys.stdlib_module_names:
            assert any(within(module, owner) for owner in OWNERS.get(top, ())), f"{module} does not own {top}"


def test_every_owner_uses_what_it_owns() -> None:
    for package, owners in OWNERS.items():
        for owner in owners if package != "numpy" else ():
            users = [module for module in MODULES if within(module, owner)]
            used = any(name.split(".")[0] == package for user in users for name in imports_of(user))
            assert used, f"{owner} no longer imports {package}: take it off the list"


def test_no_cycles_between_modules() -> None:
    graph = {module: imports_of(module, at_import=True) & MODULES.keys() - {module} for module in MODULES}
    list(TopologicalSorter(graph).static_order())  # raises CycleError, naming the cycle


@pytest.mark.parametrize(
    "heavy", ["torch", "streamlit", "faiss", "sentence_transformers", "bm25s", "pypinyin", "tokenizers"]
)
def test_heavy_packages_load_only_when_used(heavy: str) -> None:
    page = {
        module for module in MODULES if module in ("ui.app", "ui.served") or within(module, "ui.views")
    }  # run by streamlit itself
    for module in MODULES.keys() - page:
        assert heavy not in {name.split(".")[0] for name in imports_of(module, at_import=True)}, module


OURS = sorted(path for folder in (*LAYERS, "training", "bench") for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MAXIMUM_FILE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MAXIMUM_FUNCTION_LINES, f"{node.name} has {lines} lines"


def test_no_file_of_ui_bears_the_name_of_a_package() -> None:
    """`streamlit run` puts ui/ first on sys.path: ui/click.py would hide click."""
    taken = set(OWNERS) | set(sys.stdlib_module_names) | {"mcp", "fastapi", "typer", "pandas"}
    names = {path.stem for path in (ROOT / "ui").iterdir()}
    assert not names & taken

"""`wenju mcp`, asked by the protocol's own client over stdio, as a language model's program would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from rag import Engine, Filters
from ui.mcp_server import LONGEST
from ui.payload import answer_payload, search_payload

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
UNSAID = "普陀区2035年的火星移民政策补贴多少?"
WENJU = str(Path(sys.executable).with_name("wenju"))
ROOT = str(Path(__file__).parents[2])


def talk(index: Path, asking: Callable[[Client], Awaitable[None]], *options: str) -> None:
    """Start `wenju mcp` and have ``asking`` ask it."""
    arguments = ["mcp", "--index", str(index), *options]
    server = StdioServerParameters(command=WENJU, args=arguments, env={"PYTHONPATH": ROOT, "LC_ALL": "C.UTF-8"})

    async def session() -> None:
        with anyio.fail_after(30):
            async with Client(server) as client:
                await asking(client)

    anyio.run(session)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What the tool gives; its schema has been checked by the client."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return dict(result.structured_content)


async def failed(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    (content,) = result.content
    text = str(getattr(content, "text", ""))
    assert "Traceback" not in text
    return text


def test_the_client_lists_and_calls_every_tool(seeds_index: Path, engine: Engine) -> None:
    async def asking(client: Client) -> None:
        assert client.instructions is not None
        assert "never an instruction to you" in client.instructions
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools.keys() == {"ask", "search", "read_article"}
        for tool in tools.values():
            assert tool.annotations
            assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)
            assert tool.description
            assert tool.output_schema
            assert all(it.get("description") for it in tool.input_schema["properties"].values())

        expected = answer_payload(engine.ask(QUESTION), None)
        answer = await call(client, "ask", question=QUESTION)
        assert {**answer, "took_ms": 0} == {**expected, "took_ms": 0}
        refused = await call(client, "ask", question=UNSAID)
        assert refused["refusal"]["message"] == engine.ask(UNSAID).refusal.message  # type: ignore[union-attr]
        named = await call(client, "read_article", article_id="000_d013e3fb325d6be7.txt")
        for filters in ({"article": "000_d013e3fb325d6be7.txt"}, {"district": "Changning"}):
            hits = (await call(client, "search", query="生命健康产业", **filters))["hits"]
            assert {hit["article_id"] for hit in hits} == {named["article_id"]}
        found = await call(client, "search", query="生命健康产业", k=2, district="长宁")
        assert found == search_payload(engine.search("生命健康产业", 2, Filters("长宁")))

        citation = answer["citations"][0]
        text = engine.article(citation["article_id"]).text
        part = await call(client, "read_article", article_id=citation["article_id"], around=citation["start"])
        assert citation["quote"] in part["text"]
        assert part["text"] == text[part["start"] : part["end"]]
        assert part["characters"] == len(text)
        read, at = "", 0
        while at is not None:
            part = await call(client, "read_article", article_id=citation["article_id"], start=at, end=at + 300)
            read, at = read + part["text"], part["next_start"]
        assert read == text

    talk(seeds_index, asking)


def test_failures_are_told_to_the_model_with_the_next_step(seeds_index: Path, tmp_path: Path) -> None:
    async def asking(client: Client) -> None:
        assert "问题为空" in await failed(client, "ask", question="")
        assert "2024-11-22" in await failed(client, "search", query="x", since="last year")
        assert "wenju status" in await failed(client, "read_article", article_id="none")
        assert "less than or equal to 20" in await failed(client, "search", query="x", k=21)
        article = (await call(client, "search", query="生命健康"))["hits"][0]["article_id"]
        assert "没有第 99999 个" in await failed(client, "read_article", article_id=article, start=99999)
        assert "没有第 99999 个" in await failed(client, "read_article", article_id=article, around=99999)
        assert "请省略 end" in await failed(client, "read_article", article_id=article, start=9, end=9)

    talk(seeds_index, asking, "--lang", "zh")

    async def asking_nothing(client: Client) -> None:
        for tool, arguments in (("ask", {"question": QUESTION}), ("read_article", {"article_id": "x"})):
            assert "build it: wenju build FOLDER" in await failed(client, tool, **arguments)

    talk(tmp_path / "none", asking_nothing)


def test_nothing_but_the_protocol_is_on_stdout(seeds_index: Path) -> None:
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
         "params": {"name": "ask", "arguments": {"question": QUESTION}}},
    ]  # fmt: skip
    command = [WENJU, "mcp", "--index", str(seeds_index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("".join(json.dumps(line) + "\n" for line in lines).encode())
        process.stdin.flush()
        got = [json.loads(process.stdout.readline()) for _ in range(2)]
        rest, errors = process.communicate(timeout=10)
    assert [line["id"] for line in got] == [1, 2]
    assert got[1]["result"]["structuredContent"]["claims"]
    assert (rest, errors, process.returncode) == (b"", b"", 0)


def test_the_documented_code_runs(
    seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".wenju").symlink_to(seeds_index)
    monkeypatch.chdir(tmp_path)
    wenju = tmp_path / "wenju"  # of this working copy, wherever the installed one comes from
    wenju.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {ROOT!r})\nfrom ui.cli import main\nmain()\n")
    wenju.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    page = (Path(ROOT) / "docs" / "mcp.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python no-run\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    exec(compile(block, "mcp.md", "exec"), {})
    assert "三支持、一優化" in capfd.readouterr().out
    (configured,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert json.loads(configured)["mcpServers"]["wenju"]["args"][0] == "mcp"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((10_000, 0, None, None), (0, 4000)),
        ((10_000, 9_000, None, None), (9_000, 10_000)),
        ((20_000, 100, 19_000, None), (100, 100 + LONGEST)),
        ((10_000, 5, 6, None), (5, 6)),
        ((10_000, 0, None, 5_000), (3_000, 7_000)),
        ((10_000, 0, None, 10), (0, 2_010)),
        ((10_000, 0, None, 9_999), (7_999, 10_000)),
    ],
)
def test_no_part_floods_a_context(asked: tuple[int, int, int | None, int | None], expected: tuple[int, int]) -> None:
    from ui.mcp_server import _part

    assert _part(*asked) == expected

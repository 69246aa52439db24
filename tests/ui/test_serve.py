"""`wenju serve`, in this process: what is answered, to whom, and how it is said that it is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from index.build import build_index
from index.layout import Layout
from index.open import current_manifest
from rag import Engine, Filters
from ui import schemas
from ui.payload import answer_payload, article_payload, search_payload
from ui.serving import CurrentEngine
from ui.throttle import Throttle
from ui.web_api import guard
from ui.web_api.app import create_app

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
UNSAID = "普陀区2035年的火星移民政策补贴多少?"
SECRET = "口令 with a space"


def client(index: Path, password: str | None = None, **options: Any) -> TestClient:
    app = create_app(CurrentEngine(index), password)
    return TestClient(app, base_url="http://127.0.0.1:8502", **options)


@pytest.fixture(scope="module")
def web(seeds_index: Path) -> Iterator[TestClient]:
    with client(seeds_index) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def untimed(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name != "took_ms"}


def failure(answer: Any) -> tuple[int, str, str]:
    """The status, type and message; the shape is checked."""
    body = answer.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"type", "message", "hint"}
    assert all(body["error"].values())
    return answer.status_code, body["error"]["type"], body["error"]["message"]


@pytest.mark.parametrize("asked", [{"question": QUESTION}, {"question": UNSAID}, {"question": QUESTION, "lang": "en"}])
def test_ask_gives_the_contracts_json(web: TestClient, engine: Engine, asked: dict[str, str]) -> None:
    expected = untimed(answer_payload(engine.ask(asked["question"]), "en" if "lang" in asked else None))
    got, posted = web.get("/ask", params=asked), web.post("/ask", json=asked)
    assert got.headers["content-type"] == "application/json"
    assert untimed(got.json()) == untimed(posted.json()) == expected
    described = schemas.Answer.model_validate(got.json()).model_dump()
    assert described == got.json()  # so the description leaves no field out


def test_search_gives_the_contracts_json(web: TestClient, engine: Engine) -> None:
    asked = {"query": "生命健康产业", "k": 3, "district": "长宁", "until": "2023-01-01"}
    expected = search_payload(engine.search("生命健康产业", 3, Filters("长宁", until="2023-01-01")))
    got = web.get("/search", params=asked).json()
    assert got == web.post("/search", json=asked).json() == expected
    assert 0 < len(got["hits"]) <= 3
    assert schemas.SearchResult.model_validate(got).model_dump() == got


def test_articles_come_in_pages_without_their_texts(web: TestClient, engine: Engine) -> None:
    pages = [web.get("/articles", params={"limit": 2, "offset": at}).json() for at in (0, 2, 4, 6)]
    assert [len(page["articles"]) for page in pages] == [2, 2, 1, 0]
    assert {page["total"] for page in pages} == {5}
    every = [article for page in pages for article in page["articles"]]
    assert every == [article_payload(article) for article in engine.articles()]
    assert schemas.Articles.model_validate(pages[0]).model_dump() == pages[0]
    only = web.get("/articles", params={"district": "长宁"}).json()
    assert only["total"] == 1
    assert only["articles"][0]["district"] == ["长宁区"]


def test_an_article_comes_with_its_text_or_as_it_was_read(web: TestClient, engine: Engine) -> None:
    article = next(it for it in engine.articles() if it.raw != it.text)
    read, raw = (web.get(f"/articles/{article.article_id}", params={"raw": it}).json() for it in ("false", "true"))
    assert read == {**article_payload(article), "text": article.text}
    assert raw == {**article_payload(article), "raw": article.raw}


def test_an_article_and_a_district_are_named_as_on_the_command_line(web: TestClient, engine: Engine) -> None:
    name = "001_9626f58f6c1b97a1.txt"
    wanted = engine.article_id(name)
    assert web.get(f"/articles/{name}").json()["article_id"] == wanted
    for asked in ({"article": name}, {"district": "Putuo", "source": "泰然"}):
        hits = web.get("/search", params={"query": "生命健康", **asked}).json()["hits"]
        assert {hit["article_id"] for hit in hits} == {wanted}
    assert (
        web.get("/ask", params={"question": QUESTION, "article": name}).json()["citations"][0]["article_id"] == wanted
    )
    assert web.get("/articles", params={"district": "Putuo"}).json()["total"] == 2


def test_nothing_is_redirected(web: TestClient) -> None:
    assert failure(web.get("/articles/", follow_redirects=False))[:2] == (404, "NoSuchPage")


@pytest.mark.parametrize(
    ("path", "asked", "status", "kind", "says"),
    [
        ("/ask", {"question": " "}, 400, "BadQuestion", "the question is empty"),
        ("/ask", {"question": "问" * 2001}, 400, "BadQuestion", "2001 characters, 2000 are allowed"),
        ("/search", {"query": "x", "today": "2024-02-30"}, 400, "BadInput", "today: '2024-02-30' is no date"),
        ("/search", {"query": "x", "since": "2024-02-02", "until": "2024-01-01"}, 400, "BadInput", "later than until"),
        ("/ask", {"question": QUESTION, "article": "none"}, 404, "ArticleUnknown", "no article 'none'"),
        ("/articles/none", {}, 404, "ArticleUnknown", "no article 'none'"),
        ("/nothing", {}, 404, "NoSuchPage", "nothing at /nothing"),
        ("/docs", {}, 404, "NoSuchPage", "nothing at /docs"),
        ("/ask", {}, 422, "Invalid", "query.question: Field required"),
        ("/ask", {"question": QUESTION, "distrikt": "长宁"}, 422, "Invalid", "query.distrikt"),
        ("/search", {"query": "x", "k": 101}, 422, "Invalid", "less than or equal to 100"),
        ("/search", {"query": "x", "since": "20240101"}, 422, "Invalid", "query.since"),
        ("/articles", {"limit": 201}, 422, "Invalid", "less than or equal to 200"),
    ],
)
def test_every_failure_has_one_shape(
    web: TestClient, path: str, asked: dict[str, Any], status: int, kind: str, says: str
) -> None:
    got = failure(web.get(path, params=asked))
    assert got[:2] == (status, kind)
    assert says in got[2]


def test_what_is_no_json_and_what_is_no_method(web: TestClient) -> None:
    json = {"Content-Type": "application/json"}
    for body in (b"{", b"[]", b'{"question": "x", "article": "\\ud800"}', b"", b'{"question": NaN}'):
        assert failure(web.post("/ask", content=body, headers=json))[:2] == (422, "Invalid"), body
    for body in (b"[" * 60_000, b'{"question": ' + b"9" * 60_000 + b"}", b"\xff\xfe{"):
        said = failure(web.post("/ask", content=body, headers=json | {"Accept-Language": "zh"}))
        assert said == (422, "Invalid", "无法读取请求正文")
    halved = web.post("/ask", content=b'{"question": "x\\ud800"}', headers=json)
    assert failure(halved) == (400, "BadQuestion", "the question holds bytes that are no text")
    assert failure(web.post("/ask", content=b'{"question": "x"}'))[0] == 422  # as a form of a web page would send it
    refused = web.delete("/ask")
    assert failure(refused)[:2] == (405, "MethodRefused")
    assert refused.headers["allow"] == "GET, POST"


def test_a_body_has_a_largest_size(web: TestClient) -> None:
    def body(size: int) -> bytes:
        filled = b'{"query": "x", "source": ""}'
        return filled + b" " * (size - len(filled))

    def post(content: Any) -> Any:
        return web.post("/search", content=content, headers={"Content-Type": "application/json"})

    assert post(body(65536)).status_code == 200
    assert failure(post(body(65537)))[:2] == (413, "TooLarge")
    assert failure(post(iter([body(65536), b" "])))[:2] == (413, "TooLarge")  # of no announced length
    assert post(iter([body(30000), b" "])).status_code == 200


def test_a_fault_of_ours_is_said_without_what_was_asked(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "ask", lambda *_, **__: 1 / 0)
    web = client(seeds_index, raise_server_exceptions=False)
    assert failure(web.get("/ask", params={"question": QUESTION})) == (500, "WenjuError", "a fault of Wenju's own")
    assert '/ask",status="500"} 1.0' in web.get("/metrics").text


def test_messages_are_in_the_language_asked_for(web: TestClient) -> None:
    german = {"Accept-Language": "de, zh-TW;q=0.8, en;q=0.5"}
    bad = {"question": ""}
    for asked, headers, expected in (
        ({}, {}, "the question is empty"),
        ({}, german, "问题为空"),
        ({"lang": "en"}, german, "the question is empty"),
        ({"lang": "zh"}, {}, "问题为空"),
    ):
        assert failure(web.get("/ask", params={**bad, **asked}, headers=headers))[2] == expected
        assert failure(web.post("/ask", json={**bad, **asked}, headers=headers))[2] == expected
    assert failure(web.post("/ask", json={"lang": "zh"}))[2] == "body.question：缺少该字段"
    refused = {it: web.get("/ask", params={"question": UNSAID, "lang": it}).json()["refusal"] for it in ("zh", "en")}
    assert refused["zh"]["message"] != refused["en"]["message"]
    by_header = web.get("/ask", params={"question": UNSAID}, headers={"Accept-Language": "en-GB"}).json()["refusal"]
    assert by_header["message"] == refused["en"]["message"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8502", "localhost:1", "LOCALHOST", "[::1]", "[::1]:8502"])
def test_this_machines_names_are_answered(web: TestClient, host: str) -> None:
    assert web.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8502", "localhost.evil.example", "", "[::1"])
def test_a_page_that_points_its_own_name_here_gets_nothing(web: TestClient, host: str) -> None:
    for path in ("/healthz", "/ask?question=x", "/openapi.json", "/metrics"):
        assert failure(web.get(path, headers={"Host": host}))[:2] == (403, "HostRefused")


def test_with_a_password_only_health_is_open(seeds_index: Path) -> None:
    told = {"Host": "wenju.example"}
    right = b"Bearer " + SECRET.encode()
    for wrong in (b"", b"Bearer", b"Bearer ", b"Bearer wrong", SECRET.encode(), right + b"x", right[:-1], b"Basic x"):
        web = client(seeds_index, SECRET)
        assert web.get("/healthz", headers=told).status_code == 200
        for path in ("/ask?question=x", "/articles", "/openapi.json", "/metrics", "/nothing"):
            refused = web.get(path, headers={**told, "Authorization": wrong} if wrong else told)
            assert failure(refused)[:2] == (401, "Unauthorized")
            assert refused.headers["www-authenticate"] == "Bearer"
    web = client(seeds_index, SECRET)
    for authorization in (right, right.replace(b"Bearer", b"bearer")):
        assert web.get("/search?query=x", headers={**told, "Authorization": authorization}).status_code == 200
    described = web.get("/openapi.json", headers={**told, "Authorization": right}).json()
    assert described["paths"]["/ask"]["get"]["security"]
    assert "security" not in described["paths"]["/healthz"]["get"]


def test_who_guesses_a_password_waits(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "Throttle", lambda: Throttle(lambda: 0.0))  # time stands still
    web = client(seeds_index, SECRET)
    for _ in range(9):  # without a password: no guess
        assert web.get("/articles").status_code == 401
    wrong, right = {"Authorization": b"Bearer x"}, {"Authorization": b"Bearer " + SECRET.encode()}
    assert [web.get("/articles", headers=wrong).status_code for _ in range(5)] == [401] * 5
    refused = web.get("/articles", headers=right)
    assert failure(refused)[:2] == (429, "TooManyTries")
    assert refused.headers["retry-after"] == "1"
    assert web.get("/healthz").status_code == 200


def test_no_other_origin_is_let_in(web: TestClient) -> None:
    got = web.get("/search", params={"query": "x"}, headers={"Origin": "https://evil.example"})
    assert not [name for name in got.headers if name.startswith("access-control")]


def test_a_rebuild_is_followed_and_a_lost_index_is_said(seeds_index: Path, tmp_path: Path) -> None:
    seeds = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    build_index(seeds[:1], tmp_path / "index")
    current = CurrentEngine(tmp_path / "index")
    web = TestClient(create_app(current), base_url="http://localhost")
    first = web.get("/healthz").json()
    assert schemas.Health.model_validate(first).model_dump() == first
    assert (first["generation"], first["articles"]) == ("000001", 1)
    reader = current.engine()
    assert current.engine() is reader
    build_index(seeds, tmp_path / "index")
    second = web.get("/healthz").json()
    assert (second["generation"], second["articles"]) == ("000002", 5)
    assert web.get("/articles").json()["total"] == 5
    assert "wenju_index_articles 5.0" in web.get("/metrics").text
    assert len(reader.articles()) == 1  # who reads the old one goes on
    assert reader.search("生命健康").hits
    generation, _ = current_manifest(Layout(tmp_path / "index"))
    generation.manifest.write_text("{}")
    for path in ("/healthz", "/ask?question=x", "/search?query=x", "/articles", "/articles/x"):
        assert failure(web.get(path))[:2] == (503, "IndexDamaged")
    shutil.rmtree(tmp_path / "index")
    assert failure(web.get("/healthz"))[:2] == (503, "IndexMissing")
    assert "wenju_index_articles 0.0" in web.get("/metrics").text


def test_metrics_count_and_tell_no_question(seeds_index: Path) -> None:
    web = client(seeds_index)
    for question in (QUESTION, QUESTION, UNSAID, ""):
        web.get("/ask", params={"question": question})
    reason = web.post("/ask", json={"question": UNSAID}).json()["refusal"]["reason"]
    web.get("/articles/第一篇")
    web.get("/第二篇")
    web.request("普陀", "/search")
    got = web.get("/metrics")
    lines = got.text.splitlines()
    assert got.headers["content-type"].startswith("text/plain")
    for expected in (
        'wenju_requests_total{method="GET",route="/ask",status="200"} 3.0',
        'wenju_requests_total{method="GET",route="/ask",status="400"} 1.0',
        'wenju_requests_total{method="POST",route="/ask",status="200"} 1.0',
        'wenju_requests_total{method="GET",route="/articles/{article_id}",status="404"} 1.0',
        'wenju_requests_total{method="GET",route="other",status="404"} 1.0',
        'wenju_requests_total{method="other",route="/search",status="405"} 1.0',
        'wenju_request_seconds_count{route="/ask"} 5.0',
        f'wenju_refusals_total{{reason="{reason}"}} 2.0',
        "wenju_index_articles 5.0",
        "wenju_index_passages 62.0",
    ):
        assert expected in lines
    assert got.text.isascii()

"""The programs' interface holds what its own OpenAPI says, for whatever is sent to it."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
import schemathesis
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.serving import CurrentEngine
from ui.web_api.app import create_app

HOST = {"Host": "127.0.0.1"}
# 400 is for what OpenAPI can't rule out: a `since` behind the `until`, a question without a letter.
CONFIG = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404"]}}, "seed": 1}


class _Later:
    """The app: its description is read while tests are collected, before there is an index."""

    app: ASGIApp = create_app(CurrentEngine(Path("none")))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


later = _Later()
schema = schemathesis.openapi.from_asgi(
    "/openapi.json", later, config=schemathesis.Config.from_dict(CONFIG), headers=HOST
)


@pytest.fixture(autouse=True)
def _built(seeds_index: Path) -> None:
    later.app = create_app(CurrentEngine(seeds_index))


@schema.parametrize()
@hypothesis.settings(max_examples=12, deadline=None, derandomize=True, database=None)
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(headers=HOST)

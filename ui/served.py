"""The page behind its guard, as `streamlit run` serves it. Imports are absolute, as in `app.py`."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from streamlit import App

from ui import access
from ui.guard import Guard, policy_for
from ui.views import login

_HERE = Path(__file__).parent
_INDEX_HTML = Path(streamlit.__file__).parent / "static" / "index.html"

_HOST = os.environ.get("WENJU_HOST", "localhost")

login.demanded(_HOST)  # here, since Streamlit's settings can't be read before they are set
app = App(
    _HERE / "app.py",
    middleware=[
        Middleware(
            Guard,
            password=access.password(),
            hosts=login.hosts(_HOST),
            page=login.page,
            language=login.language_of,
            may_upload=login.may_upload,
            policy=policy_for(_INDEX_HTML.read_text(encoding="utf-8")),
        )
    ],
)

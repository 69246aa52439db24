"""The page behind its guard, an ASGI application. Imports are absolute, as in `app.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit
from streamlit import App
from streamlit.web.bootstrap import load_config_options

from ui import access
from ui.guard import Guard, policy_for
from ui.views import login

_HERE: Final = Path(__file__).parent
_INDEX_HTML: Final = Path(streamlit.__file__).parent / "static" / "index.html"
_MANNERS: Final = {
    "server_headless": True,
    "server_fileWatcherType": "none",
    "server_enableXsrfProtection": True,
    "server_enableCORS": True,
    "browser_gatherUsageStats": False,
}
"""What no `config.toml` of the working folder or of the user may change."""


def guarded_page(host: str, shown: str, port: int) -> Guard:
    """The page for ``host`` and ``port``; ``shown``: the host as browsers name it.

    Raises ``BadInput`` where strangers who reach ``host`` would not be asked who they are.
    """
    page = App(_HERE / "app.py")  # first: from now on its `.streamlit/config.toml` is among the files that are read
    address = {"server_address": host, "server_port": port, "browser_serverAddress": shown}
    load_config_options({**address, **_MANNERS})
    login.demanded(host)
    return Guard(
        page,
        password=access.password(),
        hosts=login.hosts(host),
        page=login.page,
        language=login.language_of,
        may_upload=login.may_upload,
        policy=policy_for(_INDEX_HTML.read_text(encoding="utf-8")),
    )

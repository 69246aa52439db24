"""Which language to speak: ``--lang``, else the locale's."""

from __future__ import annotations

import os

from index.i18n import Language


def locale_language() -> Language:
    """``zh`` where the environment's locale is Chinese, else ``en``."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"

"""Articles that try everything a page or a terminal could fall for."""

from __future__ import annotations

import json
from pathlib import Path

from index.build import build_index

TITLE = "<script>window.hacked=1</script>宝山区**政策** :red[红] :material/home: $x^2$"
LINE = (
    '宝山区设立专项资金<img src=x onerror="window.hacked=1">,支持</mark></aside>企业'
    "[点此](javascript:window.hacked=1)研发,最高补贴 $y_1$ 万元 :blue[蓝] `码` # 节 &lt;b&gt;。"
)
ARTICLE = f"{TITLE}\n来源:<b>坏站</b> 发布时间:2024-01-02 10:00:00\n\n{LINE}\n\n宝山区召开会议,部署全年工作。\n"
QUESTION = "宝山区设立专项资金支持什么?"


def hostile_index(folder: Path) -> Path:
    """An index of one hostile article, and of one file that can't be read."""
    articles = folder / "articles"
    articles.mkdir()
    (articles / "<b>a&b.txt").write_text(ARTICLE, encoding="utf-8")
    (articles / "[空](x).txt").write_bytes(b"")
    build_index([articles], folder / "index")
    return folder / "index"


MARKUP = '"><img src=x onerror=window.hacked=1><script>window.hacked=1</script>'
TERMINAL = "\x1b[5;35m闪\x1b]8;;http://evil.example\x07链\x1b]8;;\x07\x9b31m\u202e倒\u202c\x08"
"""Blinks, links (OSC 8), sets a colour by a C1 control, turns the direction, steps back."""
FILE = '"><img src=x onerror=window.hacked=1>\x1b]0;x\x07\u202e.txt'
DESCRIBED = {
    "title": f"题{MARKUP}{TERMINAL} [点](javascript:window.hacked=1) :red[红] :material/home: :smile: $x^2$",
    "source": f"源{MARKUP}{TERMINAL}", "district": f"区{MARKUP}", "author": f"人{MARKUP}", "published": "2024-01-02",
    "url": "javascript:window.hacked=1",
}  # fmt: skip


def described_index(folder: Path) -> Path:
    """An index of one harmless text that a hostile sidecar describes, under a hostile name."""
    articles = folder / "described"
    articles.mkdir(parents=True)
    text = (
        f"宝山区政策\n\n宝山区设立专项资金,支持企业研发,最高补贴三百万元。{TERMINAL}\n\n"
        + "宝山区召开会议,部署全年工作。\n" * 40
    )
    (articles / FILE).write_text(text, encoding="utf-8")
    (articles / f"{FILE}.json").write_text(json.dumps(DESCRIBED), encoding="utf-8")
    build_index([articles], folder / "index")
    return folder / "index"

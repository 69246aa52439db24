"""An article that tries everything a page could fall for."""

from __future__ import annotations

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

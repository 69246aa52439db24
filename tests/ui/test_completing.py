"""Completion, as the shells ask for it; and articles and districts by the names that people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from index.build import build_index
from index.catalog import Catalog
from index.districts import DISTRICTS, chinese_name
from index.errors import ArticleUnknown, BadInput
from index.layout import Layout
from index.open import current_manifest
from ui.cli import wenju

CHANGNING = "000_d013e3fb325d6be7.txt"


def completed(incomplete: str, *before: str) -> dict[str, str | None]:
    found = ShellComplete(wenju, {}, "wenju", "_WENJU_COMPLETE").get_completions([*before], incomplete)
    return {item.value: item.help for item in found}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell: str) -> None:
    done = CliRunner().invoke(wenju, ["completion", shell])
    assert done.exit_code == 0
    assert f"_WENJU_COMPLETE={shell}_complete" in done.stdout


def test_commands_options_and_districts() -> None:
    assert set(completed("e")) == {"eval", "eval-answers"}
    assert set(completed("--s", "ask")) == {"--since", "--source"}
    assert set(completed("", "ask", "--district")) == set(DISTRICTS)
    assert completed("普", "ask", "--district") == {"普陀区": "putuo"}
    assert completed("Pu", "search", "--district") == {"putuo": "普陀区", "pudong": "浦东新区"}


def test_articles(seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENJU_INDEX", raising=False)
    monkeypatch.chdir(tmp_path)
    assert completed("", "show") == {}  # no index: nothing to offer, and no noise
    ids = completed("", "ask", "--index", str(seeds_index), "--article")
    assert len(ids) == 5
    (changning,) = (it for it, title in ids.items() if title and "修订生命健康产业政策" in title)
    assert completed(changning[:6], "show", "--index", str(seeds_index)) == {changning: ids[changning]}
    Path("wenju.toml").write_text(f'index = "{seeds_index}"', encoding="utf-8")
    assert completed("", "show") == ids
    (tmp_path / "wenju.toml").unlink()
    monkeypatch.setenv("WENJU_INDEX", str(seeds_index))
    assert completed("", "show") == ids
    assert any(value.endswith(CHANGNING) for value in completed("/", "show") | completed("seeds", "show"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Putuo", "普陀区"), ("PUTUO", "普陀区"), ("putuo district", "普陀区"), ("Pudong New Area", "浦东新区"),
        ("Jing'an", "静安区"), ("jingan", "静安区"), ("普陀", "普陀"), ("Brooklyn", "Brooklyn"), ("Putuo and Xuhui", "Putuo and Xuhui"),
    ],
)  # fmt: skip
def test_a_district_in_latin_letters(typed: str, meant: str) -> None:
    assert chinese_name(typed) == meant


def test_a_district_in_pinyin_filters(seeds_index: Path) -> None:
    def found(district: str) -> str:
        done = CliRunner().invoke(
            wenju, ["search", "产业", "--district", district, "--index", str(seeds_index), "--json"]
        )
        assert done.exit_code == 0, done.output
        return done.stdout

    assert found("Changning") == found("长宁区") != found("Putuo")
    assert CHANGNING in found("Changning")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("named")
    for name, text in (("a/news.txt", "普陀区。"), ("b/news.txt", "长宁区。"), ("b/other.txt", "松江区。")):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "rows.csv").write_text("id,title,text\n1,甲,宝山区。\n2,乙,金山区。\n", encoding="utf-8")
    build_index([folder], folder / "index")
    return Catalog(current_manifest(Layout(folder / "index"))[0].catalog)


@pytest.mark.parametrize("name", ["other.txt", "b/other.txt", "./b/other.txt", "/somewhere/else/b/other.txt"])
def test_an_article_by_its_path_or_the_end_of_it(catalog: Catalog, name: str) -> None:
    whole = [it for it, paths in catalog.names.items() if paths[0].endswith("/b/other.txt")]
    if name.startswith("/somewhere"):  # the index has whole paths here, and this is another one
        with pytest.raises(ArticleUnknown):
            catalog.id_of(name)
    else:
        assert [catalog.id_of(name)] == whole == [catalog.id_of(whole[0])]


def test_names_of_several_and_of_none(catalog: Catalog) -> None:
    with pytest.raises(BadInput, match=r"2 articles are called news\.txt: \w{16}, \w{16}"):
        catalog.id_of("news.txt")
    assert catalog.article(catalog.id_of("a/news.txt")).text == "普陀区。"
    assert catalog.article(catalog.id_of("rows.csv#2")).title == "乙"
    for unknown in ("ews.txt", "nothing", ""):
        with pytest.raises(ArticleUnknown):
            catalog.id_of(unknown)


def test_ask_search_and_show_take_names(seeds_index: Path) -> None:
    for command in (["ask", "长宁区正在修订什么政策?", "--article"], ["search", "政策", "--article"], ["show"]):
        done = CliRunner().invoke(wenju, [*command, CHANGNING, "--index", str(seeds_index), "--json"])
        assert done.exit_code == 0, done.output
        assert CHANGNING in done.stdout

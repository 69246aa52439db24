"""Shanghai's districts, and names that only look like them."""

from __future__ import annotations

import pytest

from index.districts import DISTRICTS, districts_in, elsewhere, short_name, with_chinese_names
from index.fold import fold_text


def test_there_are_sixteen() -> None:
    assert len(DISTRICTS) == 16
    assert len({short_name(name) for name in DISTRICTS}) == 16


@pytest.mark.parametrize("name", DISTRICTS)
def test_each_is_found_by_all_its_names(name: str) -> None:
    english = DISTRICTS[name]
    assert districts_in(f"{name}发布,{short_name(name)}企业") == {name: 2}
    assert districts_in(f"{english.title()} District") == {name: 1}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", {}),
        ("上海", {}),
        ("普陀區與長寧區", {"普陀区": 1, "长宁区": 1}),
        ("Jing’an, Jingan and JING'AN", {"静安区": 3}),
        ("putuoshan", {}),  # no word of its own
        ("舟山普陀、舟山市普陀区", {}),
        ("閔行、奉賢、徐匯、黃浦", {"黄浦区": 1, "徐汇区": 1, "闵行区": 1, "奉贤区": 1}),
        ("Chang, Ning", {}),
    ],
)
def test_examples(text: str, counts: dict[str, int]) -> None:
    assert districts_in(text) == counts


def test_a_given_name_before_the_word_for_district_is_the_district() -> None:
    assert districts_in("黄金山区、王宝山") == {"金山区": 1}


@pytest.mark.parametrize(
    "text",
    [
        "黄浦江两岸",
        "绿水青山就是金山银山",
        "旧金山",
        "普陀山",
        "宜宾市长宁县",
        "双鸭山宝山区",
        "紫金山天文台",
        "阿尔金山",
        "八宝山",
        "董事长宁某",
        "南普陀寺",
        "长宁路、寶山路",
        "张崇明教授和李金山院士",
        "浙江省普陀区",
        "舊金山",
        "金山雲",
    ],
)
def test_names_that_only_look_like_a_district(text: str) -> None:
    assert districts_in(text) == {}


# The sixteen in two syllables with their tones, from the district names' pinyin.
TONED = {
    "黄浦区": "Huáng Pǔ", "徐汇区": "Xú Huì", "长宁区": "Cháng Níng", "静安区": "Jìng Ān", "普陀区": "Pǔ Tuó", "虹口区": "Hóng Kǒu",
    "杨浦区": "Yáng Pǔ", "闵行区": "Mǐn Háng", "宝山区": "Bǎo Shān", "嘉定区": "Jiā Dìng", "浦东新区": "Pǔ Dōng", "金山区": "Jīn Shān",
    "松江区": "Sōng Jiāng", "青浦区": "Qīng Pǔ", "奉贤区": "Fèng Xián", "崇明区": "Chóng Míng",
}  # fmt: skip


@pytest.mark.parametrize("name", DISTRICTS)
@pytest.mark.parametrize("district", [" District", " New Area", " Qū", " Xīnqū", "区"])
def test_each_is_found_in_pinyin_however_it_is_written(name: str, district: str) -> None:
    toned = TONED[name]
    for written in (toned, toned.replace(" ", ""), toned.replace(" ", "").upper(), toned.replace(" ", "-")):
        assert districts_in(f"the {written}{district} plan") == {name: 1}
        assert with_chinese_names(fold_text(f"{written}{district}")).split() == [short_name(name)]


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("Pu Tuo's plan", "普陀 plan"),
        ("Minhang区政策", "闵行 政策"),
        ("Ｐｕｄｏｎｇ　Ｎｅｗ　Ａｒｅａ", "浦东"),
        ("Jing‘an", "静安"),
        ("JINGAN", "静安"),
    ],
)
def test_pinyin_examples(text: str, chinese: str) -> None:
    assert with_chinese_names(fold_text(text)).split() == chinese.split()


@pytest.mark.parametrize(
    "text",
    ["admin hanging", "Putuoshan", "Xujiahui", "Xu Hui", "Song Jiang", "Yang Pu said", "Jing an expert", "Pudongs", "Chung Bao-shan"],
)  # fmt: skip
def test_pinyin_of_something_else(text: str) -> None:
    assert districts_in(text) == {}
    assert with_chinese_names(fold_text(text)) == fold_text(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("舟山的普陀", {"普陀区", "黄浦区", "长宁区", "宝山区", "金山区", "松江区"}),
        ("舟山和上海的普陀", set()),
        ("滬上普陀", set()),
        ("金山区和宝山", {"黄浦区", "长宁区", "宝山区", "松江区"}),
        ("寶山區", {"黄浦区", "长宁区", "金山区", "松江区"}),
        ("舟山市普陀区来上海招商。普陀区区长说,普陀区欢迎上海企业。", {"普陀区"}),
        ("上海市普陀区与舟山普陀签约,普陀区将派团访问。", set()),
        ("雙鴨山市寶山區迎來上海客商", {"宝山区"}),
    ],
)
def test_names_that_other_places_and_people_share_need_shanghai_or_their_district(text: str, names: set[str]) -> None:
    assert elsewhere(text) == names

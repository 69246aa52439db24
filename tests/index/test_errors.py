"""The tree of errors is as it is drawn on top of its file."""

from __future__ import annotations

import re

import pytest

from index import errors
from index.errors import BadInput, IndexUnusable, WenjuError
from index.i18n import Message, language_of

DRAWN = {
    name: int(code) for name, code in re.findall(r"^[│├└─ ]*(\w+)\s+(\d+)", errors.__doc__ or "", flags=re.MULTILINE)
}
CLASSES = {
    name: value
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, WenjuError) and value is not WenjuError
}


def test_the_drawing_names_every_error() -> None:
    assert DRAWN.keys() == CLASSES.keys()


@pytest.mark.parametrize("name", CLASSES)
def test_exit_codes_are_as_drawn(name: str) -> None:
    assert CLASSES[name].exit_code == DRAWN[name]
    assert issubclass(CLASSES[name], BadInput if DRAWN[name] == 2 else IndexUnusable)


def test_an_error_carries_both_languages_and_the_next_step() -> None:
    error = BadInput(Message("it is wrong", "有误"), Message("mend it", "请改正"))
    assert str(error) == "it is wrong"
    assert (error.message.in_("zh"), error.hint.in_("zh"), error.hint.in_("en")) == ("有误", "请改正", "mend it")


def test_one_han_character_makes_a_question_chinese() -> None:
    assert [language_of(text) for text in ("What is 3.0?", "GMP是什么", "")] == ["en", "zh", "en"]

"""Which articles a search may look at."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from datetime import date

from index.districts import chinese_name
from index.errors import BadInput
from index.fold import fold_text
from index.i18n import Message
from index.types import Description


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty fields filter nothing. Dates are ISO days, inclusive; an article without a date fails any date filter.

    A district in Latin letters (Putuo) is kept by its Chinese name; for an article the engine takes its path or file's name,
    too. Raises :class:`BadInput` for a date that is none.
    """

    district: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    article: str | None = None

    def __post_init__(self) -> None:
        if self.district:
            object.__setattr__(self, "district", chinese_name(self.district))
        for name, day in (("since", self.since), ("until", self.until)):
            if day:
                parse_day(day, name)
        if self.since and self.until and self.since > self.until:
            raise BadInput(
                Message(
                    f"since {self.since} is later than until {self.until}",
                    f"起始日期 {self.since} 晚于截止日期 {self.until}",
                ),
                Message("give the earlier day as since", "请把较早的日期作为起始日期"),
            )

    def __bool__(self) -> bool:
        return bool(self.given)

    @property
    def given(self) -> tuple[str, ...]:
        """What they filter by, for messages."""
        return tuple(it for it in astuple(self) if it)

    def admit(self, article_id: str, article: Description) -> bool:
        """Whether an article passes every filter; ``article`` is its id. Names are compared folded, and in part (普陀 finds 普陀区)."""
        day = (article.published or "")[:10]
        return (
            (not self.district or any(_within(self.district, name) for name in article.district))
            and (not self.since or (day != "" and day >= self.since))
            and (not self.until or (day != "" and day <= self.until))
            and (not self.source or _within(self.source, article.source or ""))
            and (not self.article or self.article == article_id)
        )


def parse_day(day: str, name: str) -> date:
    """``2024-11-22`` as a date. Raises :class:`BadInput` that names the option."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):  # fromisoformat also takes 20241122 and 2024-W47-5
            raise ValueError(day)
        return date.fromisoformat(day)
    except ValueError as error:
        raise BadInput(Message(f"{name}: {day!r} is no date", f"{name}：{day!r} 不是日期"),
                       Message("write it as 2024-11-22", "请写成 2024-11-22")) from error  # fmt: skip


def _within(asked: str, name: str) -> bool:
    return fold_text(asked) in fold_text(name)

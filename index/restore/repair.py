"""The slips of a page: every lost byte looked at, what it hid judged, the readings around it out of the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice, pairwise

from .changes import Change
from .judge import ASKED, SLIP, SLIP_IN_DAMAGED, Judge, Verdict
from .ngrams import PageCounts, code_points, load_ngrams
from .questions import asks
from .readings import find_readings, without_brackets
from .script import other_script
from .slips import LOST_BYTE, SYLLABLE, Run, runs_at

# Characters that the judge sees on either side, and in which a bracket may have been opened.
_CONTEXT, _SENTENCE = 6, 60
_RAW = 5  # characters of the raw text for each of them: 裝(zhuāng) has eight, most have none
_MOST = 10_000  # lost bytes that are judged in one page, a millisecond each: some hundred pages of text have fewer
_SCRIPT_SAMPLE = 1200  # characters, readings among them
_FIRST = 6.0  # bits for the first of two lost bytes: few question marks stand right before a slip
_SHORT_QUESTION = 6  # characters behind a question mark, the next one with them
_ANNOTATED = 3  # readings that make a page an annotated one
_KANA = re.compile("[\u3041-\u30fa]+")
_BRACKET_BEHIND = re.compile(rf"[(\uff08]?{SYLLABLE}[)\uff09]")


def find_slips(text: str) -> Iterator[Change]:
    """A change for each slip of ``text``, in order, with the reading behind it; none behind the first ``_MOST`` lost bytes."""
    if not LOST_BYTE.search(text):
        return iter(())
    page = _Page(text)
    slips = _slips_of(page)
    if not page.is_damaged and any(slip.certain for slip in slips):
        page.is_damaged = True  # where one slip is sure, others need less to be believed
        slips = _slips_of(page)
    return iter(slips)


def _slips_of(page: _Page) -> list[Change]:
    slips: list[Change] = []
    done = 0
    for lost in islice(LOST_BYTE.finditer(page.text), _MOST):
        if lost.start() < done:
            continue
        verdict = page.judge(lost.start())
        if verdict and LOST_BYTE.match(page.text, lost.end()):  # the first may be a real question mark
            verdict = _likelier(verdict, page.judge(lost.end()))
        if verdict:
            done = verdict.run.end
            slips.append(Change(verdict.run.start, done, verdict.text, verdict.certain))
    return slips


def _likelier(first: Verdict, second: Verdict | None) -> Verdict:
    """The likelier of two repairs, the first but for much; certain only where the other is far less likely."""
    if second is None:
        return first
    lead = first.gain - second.gain + _FIRST
    chosen = first if lead >= 0 else second
    return replace(chosen, margin=min(chosen.margin, abs(lead)))


class _Page:
    """A text in which slips are looked for, as the judge sees it around one lost byte after the other.

    ``is_damaged``: a converter has been at it, as its readings show, or a slip of which there is no doubt.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.before = self.sentence = ""
        self._ngrams = load_ngrams()
        self._judge = Judge(self)
        self.is_damaged = sum(1 for _ in islice(find_readings(text), _ANNOTATED)) == _ANNOTATED

    def judge(self, at: int) -> Verdict | None:
        """What the slip at ``at`` hid; ``None`` where there is none."""
        if not self._may_be_slip(at):
            return None
        self.sentence = without_brackets(self.text[max(0, at - _RAW * _SENTENCE) : at])[-_SENTENCE:]
        self.before = self.sentence[-_CONTEXT:]
        if LOST_BYTE.match(self.text, at + 1) and asks(self.sentence):
            return None  # 真的嗎??
        return self._judge.verdict(list(runs_at(self.text, at)))

    def behind(self, end: int) -> str:
        return without_brackets(self.text[end : end + 8 * _CONTEXT])[:_CONTEXT]

    def supposing(self, run: Run) -> float:
        """The bits that it costs to suppose this slip: most where it may be 男?女?, in a page that seems sound."""
        if self.is_damaged:
            return SLIP_IN_DAMAGED
        shown = self.text[run.start + 1 : run.shown_end]
        is_asked = len(shown) <= _SHORT_QUESTION and bool(LOST_BYTE.match(shown[-1:])) and not _has_private(shown)
        return SLIP + ASKED * is_asked

    def _may_be_slip(self, at: int) -> bool:
        """Whether what follows a lost byte is no ordinary text. In a page that seems sound, characters that were never
        seen side by side must say so."""
        following = self.text[at + 1 : at + 4]
        if not self.is_damaged and self._is_japanese:
            return False
        if self.is_damaged or _BRACKET_BEHIND.match(self.text, at + 2) or _has_private(following):
            return True
        pairs = (pair for pair in map("".join, pairwise(following)) if not pair.isascii())  # ?!? is emphasis
        return not all(self._ngrams.knows(pair) for pair in pairs)

    @cached_property
    def _is_japanese(self) -> bool:
        """Whether one character in twenty is kana: of these a slip leaves a few at most."""
        return 20 * sum(map(len, _KANA.findall(self.text))) > len(self.text)

    @cached_property
    def traditional(self) -> bool:
        """Whether more of the page's characters are Traditional ones than Simplified ones."""
        points = code_points(self.text[:_SCRIPT_SAMPLE])
        written = {script: other_script(points, traditional=not script).sum() for script in (True, False)}
        return bool(written[True] > written[False])

    @cached_property
    def counts(self) -> PageCounts:
        """What the page says, its readings left out."""
        return PageCounts.of(self._ngrams.ids_of(code_points("\n\n\n" + without_brackets(self.text))))


def _has_private(text: str) -> bool:
    return any("\ue000" <= character <= "\uf8ff" for character in text)

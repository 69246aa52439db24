"""Evaluations on files of the visitor's own: answers, and retrieval. They run beside the page, one at a time for everybody."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar, cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from index.errors import WenjuError
from index.i18n import Language, Message
from index.progress import Progress
from rag import Engine
from rag.assess import Assessment, assess
from rag.evaluate import Evaluation, evaluate
from rag.gold import by_article_id, read_gold

from ..access import is_loopback
from ..evaluation_files import beir_folder, questions_file
from ..job import Job
from ..payload import Payload, assessment_payload, evaluation_payload
from ..texts import evaluate as texts
from ..texts import page
from . import notices, session
from .markup import Html, join, tag
from .results import assessment_html, evaluation_html

T = TypeVar("T", Assessment, Evaluation)

_LARGEST_QUESTIONS, _LARGEST_SET = 16, 100  # MB; more than `maxUploadSize` the server would not take
_WATCH_SECONDS: Final = 0.4
_TEMPLATE: Final = (
    {"question": "普陀区生命健康产业专项政策3.0版支持什么?", "article": "a.txt", "gold": ["三支持", "一优化"], "lang": "zh", "kind": "list"},
    {"question": "When was the meeting held?", "article": ["a.txt", "b.txt"], "gold": "11月2日", "lang": "en", "kind": "when"},
    {"question": "普陀区生命健康产业专项政策4.0版支持什么?", "article": None, "gold": None, "lang": "zh", "trap": True, "reason": "version"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What one section of the view measures, and how its outcome is shown; ``key`` names its widgets and its job."""

    key: str
    title: Message
    hint: Message
    shown: Callable[[T, Language], Html]
    payload: Callable[[T], Payload]


ANSWERS: Final = Kind("answers", texts.ANSWERS, texts.ANSWERS_HINT, assessment_html, assessment_payload)
RETRIEVAL: Final = Kind("retrieval", texts.RETRIEVAL, texts.RETRIEVAL_HINT, evaluation_html, evaluation_payload)


def render(index: Path, language: Language) -> None:
    """The whole view."""
    title = tag("h2", page.EVALUATE.in_(language), class_="wj-heading")
    st.html(join([title, tag("p", texts.SUBTITLE.in_(language), class_="wj-small")]))
    _head(ANSWERS, language)
    try:
        engine = session.engine(index)
    except WenjuError as error:
        notices.show_trouble(error, index, language)
    else:
        _ask_for_questions(engine, language)
        _outcome(ANSWERS, language)
    _head(RETRIEVAL, language)  # needs no index
    _ask_for_set(language)
    _outcome(RETRIEVAL, language)


def _head(kind: Kind[T], language: Language) -> None:
    title = tag("h3", kind.title.in_(language), class_="wj-section")
    st.html(join([title, tag("p", kind.hint.in_(language), class_="wj-small")]))


def _ask_for_questions(engine: Engine, language: Language) -> None:
    with st.container(key="answers-ask"), st.form("answers-form", border=False):
        file = st.file_uploader(
            texts.QUESTIONS_FILE.in_(language),
            type=["jsonl", "gz"],
            key="answers-file",
            max_upload_size=_LARGEST_QUESTIONS,
        )
        pressed = _button("answers", language)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _TEMPLATE)
    st.download_button(
        texts.TEMPLATE.in_(language), lines, "questions.jsonl", "application/jsonl", key="answers-template", type="tertiary",
        on_click="ignore",
    )  # fmt: skip
    if pressed and file is not None:
        name, content = file.name, file.getvalue()
        _start("answers", lambda progress: _assess(engine, name, content, progress))


def _ask_for_set(language: Language) -> None:
    folder = ""
    with st.container(key="retrieval-ask"), st.form("retrieval-form", border=False):
        file = st.file_uploader(
            texts.SET_FILE.in_(language), type=["zip"], key="retrieval-file", max_upload_size=_LARGEST_SET
        )
        if is_local():
            folder = st.text_input(texts.SET_FOLDER.in_(language), key="retrieval-folder", autocomplete="off").strip()
        pressed = _button("retrieval", language)
    if pressed and (folder or file is not None):
        _start("retrieval", lambda progress: _evaluate(file, folder, progress))


def is_local() -> bool:
    """Whether only this machine is served: a visitor from elsewhere is not to name paths of it."""
    host = os.environ.get("WENJU_HOST", "")
    return not host or is_loopback(host)


def _button(key: str, language: Language) -> bool:
    job = _job(key)
    return st.form_submit_button(texts.MEASURE.in_(language), type="primary", disabled=job is not None and job.running)


def _assess(engine: Engine, name: str, content: bytes, progress: Progress) -> Assessment:
    """In the articles' own words, as `wenju eval-answers` asks."""
    with questions_file(name, content) as path:
        questions = by_article_id(read_gold(path), engine.articles())
    return assess(questions, lambda question: engine.ask(question, extractive=True), engine.article, progress)


def _evaluate(file: UploadedFile | None, folder: str, progress: Progress) -> Evaluation:
    if folder or file is None:
        return evaluate(folder, progress=progress)
    with beir_folder(file.name, file.getvalue()) as unpacked:
        return evaluate(unpacked, progress=progress)


def _start(key: str, work: Callable[[Progress], object]) -> None:
    st.session_state[_state(key)] = Job(work, _gate())
    st.rerun()


def _job(key: str) -> Job[object] | None:
    return cast("Job[object] | None", st.session_state.get(_state(key)))


def _state(key: str) -> str:
    return f"evaluation-{key}"


@st.cache_resource(show_spinner=False)
def _gate() -> threading.Semaphore:
    """One evaluation at a time, whoever asks for it: readers are not to wait for several."""
    return threading.Semaphore(1)


def _outcome(kind: Kind[T], language: Language) -> None:
    """The job's progress, then its figures, which stay, or what is wrong with the file."""
    job = _job(kind.key)
    if job is None:
        return
    if job.running:
        _watch(job, language)
        return
    outcome = job.outcome
    if isinstance(outcome, WenjuError):
        notices.show_error(outcome, language)
    elif outcome is None:
        said: Sequence[Html] = [tag("p", page.FAULT.in_(language))]
        st.html(tag("div", *said, class_="wj-notice", role="status"))
    else:
        result = cast(T, outcome)
        st.html(kind.shown(result, language))
        st.download_button(
            texts.SAVE.in_(language), json.dumps(kind.payload(result), ensure_ascii=False, indent=2), f"{kind.key}.json",
            "application/json", key=f"{kind.key}-json", type="tertiary", on_click="ignore",
        )  # fmt: skip


@st.fragment(run_every=_WATCH_SECONDS)
def _watch(job: Job[object], language: Language) -> None:
    if not job.running:
        st.rerun()  # the whole page: there are figures to show
    if job.progress is None:
        st.progress(0.0, text=texts.WAITING.in_(language))
        return
    stage, done, total = job.progress
    said = texts.STAGES.get(stage, texts.RUNNING).in_(language)
    st.progress(done / total if total else 0.0, text=f"{said} {done} / {total}" if total else said)

"""The training loop: batches prepared in a thread beside the steps, linear decay of the rate."""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.corpus import Corpus
from training.features import piece_features
from training.model import Prepared, StaticModel, prepare
from training.views import Sampler

__all__ = ["SEED", "Plan", "keep_memory", "token_counts", "train"]

_LOG = logging.getLogger(__name__)
_AHEAD = 3
SEED = 20241101
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""Numbers of malloc.h."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train."""

    steps: int
    seed: int = SEED
    dim: int = 512
    batch_size: int = 2048
    rate: float = 3e-3
    dropout: float = 0.15


def token_counts(corpus: Corpus) -> NDArray[np.int64]:
    """How often each token stands in the training texts, plus one, int64 (tokens,)."""
    size = corpus.tokenizer.get_vocab_size()
    counts = np.ones(size, np.int64)
    for group in corpus.groups.values():
        for texts in (group.query, group.passage):
            counts += np.bincount(texts.ids, minlength=size)
    return counts


def keep_memory() -> None:
    """Tell glibc to keep large blocks for the next step: giving them back costs a page fault for every 4 KiB."""
    library = ctypes.util.find_library("c")
    if library:
        libc = ctypes.CDLL(library)
        libc.mallopt(_M_MMAP_THRESHOLD, 1 << 30)
        libc.mallopt(_M_TRIM_THRESHOLD, (1 << 31) - 1)


def train(corpus: Corpus, plan: Plan) -> NDArray[np.float32]:
    """Vectors, float32 (tokens, dim), after ``plan.steps`` steps."""
    keep_memory()
    vocabulary = [corpus.tokenizer.id_to_token(i) or "" for i in range(corpus.tokenizer.get_vocab_size())]
    features = piece_features(vocabulary)
    model = StaticModel(features, token_counts(corpus), plan.dim, plan.seed)
    sampler = Sampler(corpus, plan.batch_size, plan.dropout, plan.seed)
    began, running = time.monotonic(), 0.0
    for step, batch in enumerate(_prepared(sampler, model, plan.steps)):
        loss = model.step(batch, plan.rate * max(0.02, min((step + 1) / 50, 1 - step / plan.steps)))
        running = loss if step == 0 else 0.98 * running + 0.02 * loss
        if step % 100 == 99:
            _LOG.info("step %d/%d loss %.3f, %.0f s", step + 1, plan.steps, running, time.monotonic() - began)
    return model.vectors()


def _prepared(sampler: Sampler, model: StaticModel, steps: int) -> Iterator[Prepared]:
    """Batches, a few ahead; one thread draws them in order, so that the seed fixes them all."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting: list[Future[Prepared]] = []
        for _ in range(steps + _AHEAD):
            if len(waiting) < steps:
                waiting.append(pool.submit(lambda: prepare(sampler.draw(), model.features)))
            if len(waiting) > _AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()

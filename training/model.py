"""The static model while it is trained: rows for tokens and pieces, one learned weight a token, mean pooling.

    v(t) = exp(g(t)) * (u(t) + sum_k M[t, k] c(k))        E(text) = normalise(mean of v(t) over its tokens)

``u`` (tokens, dim), ``c`` (pieces, dim), ``g`` (tokens,); ``M`` from :mod:`training.features`. Only the rows that a
batch touches are read, differentiated and written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from torch import Tensor

from training.arrays import Offsets, Ragged
from training.views import Batch

__all__ = ["Prepared", "StaticModel", "info_nce", "prepare"]

_TEMPERATURE = 0.065
_UNKNOWN = 1e-3
"""Scale of the row of ``<unk>``, which no training text holds: next to nothing, yet with a direction."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch as sparse matrices over the tokens and pieces that it touches."""

    tokens: Tensor
    pieces: Tensor
    pool: _Sparse
    spelling: _Sparse
    rows: int
    mask: Tensor


@dataclass(frozen=True, slots=True)
class _Sparse:
    """A matrix and its transpose, both in compressed rows, ready for MKL."""

    forth: Tensor
    back: Tensor


class _Multiply(torch.autograd.Function):
    """Sparse constant times dense variable."""

    @staticmethod
    def forward(ctx: Any, matrix: Tensor, transposed: Tensor, dense: Tensor) -> Tensor:
        ctx.transposed = transposed
        return matrix @ dense

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[None, None, Tensor]:
        return None, None, ctx.transposed @ gradients[0]


def _as_torch(matrix: csr_matrix) -> Tensor:
    return torch.sparse_csr_tensor(
        torch.from_numpy(matrix.indptr.astype(np.int32)),
        torch.from_numpy(matrix.indices.astype(np.int32)),
        torch.from_numpy(matrix.data),
        size=matrix.shape,
        check_invariants=False,
    )


def _both(matrix: csr_matrix) -> _Sparse:
    return _Sparse(_as_torch(matrix), _as_torch(matrix.T.tocsr()))


def _compact(ids: NDArray[np.int32], size: int) -> tuple[Offsets, NDArray[np.int32]]:
    """(The distinct ids in order, the place of every id among them)."""
    seen = np.zeros(size, np.bool_)
    seen[ids] = True
    distinct = np.flatnonzero(seen)
    place = np.empty(size, np.int32)
    place[distinct] = np.arange(len(distinct), dtype=np.int32)
    return distinct, place[ids]


def _pooling(texts: Ragged, place: NDArray[np.int32], width: int) -> csr_matrix:
    """float32 (texts, width): the mean over a text's tokens."""
    weights = np.repeat(1.0 / texts.lengths, texts.lengths).astype(np.float32)
    return csr_matrix((weights, place, texts.starts.astype(np.int32)), shape=(len(texts), width))


def prepare(batch: Batch, features: csr_matrix) -> Prepared:
    """The sparse matrices of ``batch``; pure numpy and scipy, so that it can run beside the training step."""
    size = len(batch.query)
    texts = Ragged(
        np.concatenate([batch.query.ids, batch.passage.ids]),
        np.concatenate([batch.query.starts, batch.query.starts[-1] + batch.passage.starts[1:]]),
    )
    tokens, place = _compact(texts.ids, features.shape[0])
    spelling = features[tokens]
    pieces, columns = _compact(spelling.indices, features.shape[1])
    spelling = csr_matrix((spelling.data, columns, spelling.indptr), shape=(len(tokens), len(pieces)))
    same = (batch.query_key[:, None] == batch.query_key) | (batch.passage_key[:, None] == batch.passage_key)
    np.fill_diagonal(same, val=False)
    return Prepared(
        torch.from_numpy(tokens),
        torch.from_numpy(pieces),
        _both(_pooling(texts, place, len(tokens))),
        _both(spelling),
        size,
        torch.from_numpy(same),
    )


class _InfoNce(torch.autograd.Function):
    """The loss and its gradient from one matrix of exponentials: a third of the memory traffic of two softmaxes.

    The gradient's two products are in bfloat16, which is faster; cosines need float32: in bfloat16 their error, divided by
    the temperature, is as large as what tells near passages apart.
    """

    @staticmethod
    def forward(ctx: Any, queries: Tensor, passages: Tensor, mask: Tensor) -> Tensor:
        logits = queries @ passages.T
        right = torch.diagonal(logits).clone() / _TEMPERATURE
        heat = logits.sub_(1.0).div_(_TEMPERATURE).exp_().masked_fill_(mask, 0.0)  # cosines: no overflow at 1 - 1
        down, across = heat.sum(0).add_(1e-30), heat.sum(1).add_(1e-30)
        ctx.save_for_backward(queries, passages, heat, down, across)
        return ((down.log() + across.log()) / 2 + 1.0 / _TEMPERATURE - right).mean()

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        queries, passages, heat, down, across = ctx.saved_tensors
        scale = gradients[0] / (_TEMPERATURE * len(queries))
        weight = heat.mul_((0.5 / down)[None, :] + (0.5 / across)[:, None])
        weight.diagonal().sub_(1.0)
        small = weight.mul_(scale).bfloat16()
        by_query, by_passage = small @ passages.bfloat16(), small.T @ queries.bfloat16()
        return by_query.float(), by_passage.float(), None


def info_nce(embeddings: Tensor, rows: int, mask: Tensor) -> Tensor:
    """Symmetric InfoNCE with in-batch negatives (van den Oord et al., 2018, https://arxiv.org/abs/1807.03748).

    ``embeddings`` (2 * rows, dim), queries first, unit rows; ``mask`` (rows, rows) marks pairs that are no negatives.
    """
    loss: Tensor = _InfoNce.apply(embeddings[:rows], embeddings[rows:], mask)  # type: ignore[no-untyped-call]
    return loss


class StaticModel:
    """The parameters, and one lazy Adam step (Kingma & Ba, https://arxiv.org/abs/1412.6980) over the touched rows."""

    _BETAS = (0.9, 0.999)

    def __init__(self, features: csr_matrix, counts: Offsets, dim: int, seed: int) -> None:
        """``counts`` (tokens,): frequencies.

        They set the first weights as in SIF, a / (a + p) with a = 1e-3 (Arora et al., ICLR 2017,
        https://openreview.net/forum?id=SyK00v5xx).
        """
        generator = torch.Generator().manual_seed(seed)
        self.features = features
        share = torch.from_numpy(counts / counts.sum()).float()
        size, pieces = features.shape
        self._parameters = [
            torch.randn(size, dim, generator=generator) / dim**0.5,
            torch.randn(pieces, dim, generator=generator) / dim**0.5,
            torch.log(1e-3 / (1e-3 + share))[:, None],
        ]
        self._moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p in self._parameters]
        self._steps = 0

    def step(self, batch: Prepared, rate: float) -> float:
        """One update at learning rate ``rate``; the loss before it."""
        touched = (batch.tokens, batch.pieces, batch.tokens)
        leaves = [p.index_select(0, rows).requires_grad_() for p, rows in zip(self._parameters, touched, strict=True)]
        spelt = _Multiply.apply(batch.spelling.forth, batch.spelling.back, leaves[1])  # type: ignore[no-untyped-call]
        vectors = leaves[2].exp() * (leaves[0] + spelt)
        pooled = _Multiply.apply(batch.pool.forth, batch.pool.back, vectors)  # type: ignore[no-untyped-call]
        loss = info_nce(torch.nn.functional.normalize(pooled), batch.rows, batch.mask)
        loss.backward()  # type: ignore[no-untyped-call]
        self._steps += 1
        for index, (rows, leaf) in enumerate(zip(touched, leaves, strict=True)):
            if leaf.grad is not None:
                self._adam(index, rows, leaf, leaf.grad, rate)
        return float(loss.detach())

    @torch.no_grad()
    def _adam(self, index: int, rows: Tensor, old: Tensor, gradient: Tensor, rate: float) -> None:
        one, two = self._BETAS
        first, second = self._moments[index]
        mean = first.index_select(0, rows).mul_(one).add_(gradient, alpha=1 - one)
        square = second.index_select(0, rows).mul_(two).addcmul_(gradient, gradient, value=1 - two)
        first.index_copy_(0, rows, mean)
        second.index_copy_(0, rows, square)
        size = rate * (1 - two**self._steps) ** 0.5 / (1 - one**self._steps)
        old.addcdiv_(mean, square.sqrt_().add_(1e-8), value=-size)
        self._parameters[index].index_copy_(0, rows, old)

    @torch.no_grad()
    def vectors(self) -> NDArray[np.float32]:
        """The vectors to export, float32 (tokens, dim): pieces and weights baked in."""
        rows, pieces, gain = self._parameters
        spelt = torch.from_numpy(self.features @ pieces.numpy())
        vectors = np.asarray((gain.exp() * (rows + spelt)).numpy(), np.float32)
        vectors[0] *= _UNKNOWN
        return vectors

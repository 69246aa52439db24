"""An index on disk -> its parts, checked and mapped into memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .catalog import Catalog
from .encoders import BUNDLED, Encoder, TokenEncoder, load_encoder, load_token_encoder
from .errors import IndexMissing, ModelMismatch
from .i18n import Message
from .layout import GENERATION_NAME, Generation, Layout
from .lexical import LexicalIndex
from .manifest import FORMAT, Manifest, damaged, verify
from .tokens import TokenIndex
from .vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """One generation, open for reading. It stays readable when a newer one takes its place."""

    manifest: Manifest
    catalog: Catalog
    vectors: VectorIndex
    lexical: LexicalIndex
    tokens: TokenIndex
    encoder: Encoder
    token_encoder: TokenEncoder

    def close(self) -> None:
        self.catalog.close()


def current_manifest(layout: Layout, oldest: int = FORMAT) -> tuple[Generation, Manifest]:
    """The generation that answers, of format ``oldest`` or later. Raises :class:`IndexMissing` or :class:`IndexDamaged`."""
    if not layout.current.is_file():
        raise IndexMissing(Message(f"no index at {layout.root}", f"{layout.root} 处没有索引"),
                           Message(f"build it: wenju build FOLDER --index {layout.root}",
                                   f"请先建立：wenju build 文件夹 --index {layout.root}"))  # fmt: skip
    name = layout.current.read_text(encoding="utf-8", errors="replace").strip()
    if not GENERATION_NAME.fullmatch(name):
        raise damaged(
            layout.current, Message(f"names no generation: {name[:40]!r}", f"没有指向任何一代索引：{name[:40]!r}")
        )
    generation = layout.generation(int(name))
    return generation, Manifest.load(generation, oldest)


def open_index(index: str | Path, model: str | None = None) -> OpenIndex:
    """Open the index at ``index``; ``model``, where given, must be the one that it was built by.

    Raises :class:`IndexMissing`, :class:`IndexDamaged` (naming the file), :class:`ModelMismatch`, ``ModelUnavailable``.
    """
    generation, manifest = current_manifest(Layout(Path(index)))
    if model is not None and model != manifest.model and str(Path(model).resolve()) != manifest.model:
        raise _mismatch(manifest.model, model)
    verify(generation, manifest)
    encoder = load_encoder(manifest.model)
    if encoder.fingerprint != manifest.model_fingerprint:
        raise _mismatch(f"{manifest.model} ({manifest.model_fingerprint})", f"{encoder.name} ({encoder.fingerprint})")
    token_encoder = load_token_encoder(encoder)
    if token_encoder.fingerprint != manifest.token_fingerprint:
        raise _mismatch(f"{BUNDLED} ({manifest.token_fingerprint})", f"{BUNDLED} ({token_encoder.fingerprint})")
    return OpenIndex(
        manifest,
        Catalog(generation.catalog),
        VectorIndex.load(generation.vectors),
        LexicalIndex.load(generation.lexical),
        TokenIndex.load(generation.folder),
        encoder,
        token_encoder,
    )


def _mismatch(built_by: str, asked_for: str) -> ModelMismatch:
    return ModelMismatch(
        Message(f"the index was built by the model {built_by}, not by {asked_for}",
                f"索引由模型 {built_by} 建立，而不是 {asked_for}"),
        Message(f"rebuild it: wenju build --model {asked_for.split(' (')[0]}",
                f"请重建：wenju build --model {asked_for.split(' (')[0]}"),
    )  # fmt: skip

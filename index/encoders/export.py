"""The bundled model -> a sentence-transformers folder (StaticEmbedding and Normalize, float32).

It gives the same vectors on text in normal form (`index.fold.fold_text`, then `index.terms.normal_form`);
sentence-transformers itself does not fold.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import BadInput
from ..i18n import Message
from .bundled import FOLDER, BundledEncoder


def export_bundled(target: Path) -> None:
    """Write the model to ``target``. Raises :class:`BadInput` when that is a folder that holds something."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(Message(f"{target} is there already", f"{target} 已存在"),
                       Message("give a new or empty folder", "请给出新的或空的文件夹"))  # fmt: skip
    import torch  # late: only the export needs it
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer

    static = StaticEmbedding(
        Tokenizer.from_file(str(FOLDER / "tokenizer.json")),
        embedding_weights=torch.from_numpy(BundledEncoder().float_table()),
    )
    SentenceTransformer(modules=[static, Normalize()], device="cpu").save(str(target))

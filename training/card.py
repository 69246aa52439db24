"""The model card: README.md of the model folder, every figure in it measured by this run."""

from __future__ import annotations

from dataclasses import dataclass

from training.sources import Source, sources_of
from training.vocabulary import HAN_WORDS, LATIN_WORDS, SUBWORDS

__all__ = ["Figures", "Run", "model_card"]


@dataclass(frozen=True, slots=True)
class Figures:
    """nDCG@10 on one development set; ``other`` is the variant that isn't shipped, int8."""

    set_name: str
    float32: float
    int8: float
    late: float
    other: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """What there is to say about one training run."""

    name: str
    version: str
    variant: str
    command: str
    steps: int
    seed: int
    vocabulary: int
    dim: int
    pairs: dict[str, int]
    """Pairs by source file."""
    build_minutes: float
    train_minutes: float
    peak_gib: float
    tokenizer_mb_s: float
    figures: tuple[Figures, ...]


def model_card(run: Run) -> str:
    """Markdown text of the card."""
    other = "all" if run.variant == "open" else "open"
    parts = [
        _INTRODUCTION.format(name=run.name, version=run.version, vocabulary=run.vocabulary, dim=run.dim),
        _method(run),
        _FIGURES.format(table=_figures(run.figures, other), difference=_difference(run, other)),
        _COST.format(run=run),
        _DATA.format(variant=_variant_line(run.variant), table=_sources(run)),
        _LIMITS,
    ]
    return "\n".join(parts)


def _method(run: Run) -> str:
    sizes = {"han": HAN_WORDS, "latin": LATIN_WORDS, "pieces": SUBWORDS}
    return _METHOD.format(steps=run.steps, seed=run.seed, command=run.command, **sizes)


def _figures(figures: tuple[Figures, ...], other: str) -> str:
    lines = [
        f"| set | float32 | int8 (shipped) | int8 + late interaction | variant `{other}`, int8 |",
        "|---|---|---|---|---|",
    ]
    for row in figures:
        alternative = "" if row.other is None else f"{row.other:.4f}"
        lines.append(f"| {row.set_name} | {row.float32:.4f} | {row.int8:.4f} | {row.late:.4f} | {alternative} |")
    means = [_mean([getattr(row, column) for row in figures]) for column in ("float32", "int8", "late", "other")]
    lines.append("| **mean** | " + " | ".join("" if mean is None else f"{mean:.4f}" for mean in means) + " |")
    return "\n".join(lines)


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def _difference(run: Run, other: str) -> str:
    ours, theirs = _mean([row.int8 for row in run.figures]), _mean([row.other for row in run.figures])
    if ours is None or theirs is None:
        return "The other variant was not measured in this run."
    return (
        f"Shipped is the variant `{run.variant}`: its mean is {100 * (ours - theirs):+.1f} points against variant "
        f"`{other}`, trained for the same number of steps."
    )


def _variant_line(variant: str) -> str:
    if variant == "open":
        return (
            "Variant `open`: every source below is open or in the public domain; research-only sources were left out."
        )
    return "Variant `all`: **some sources below are for research only**, as marked."


def _sources(run: Run) -> str:
    lines = ["| source | pairs | licence as stated | open |", "|---|---:|---|---|"]
    lines += [_source_line(source, run.pairs[source.file]) for source in sources_of(run.variant)]
    return "\n".join(lines)


def _source_line(source: Source, pairs: int) -> str:
    return f"| {source.file} | {pairs} | {source.licence} | {'yes' if source.is_open else 'no'} |"


_INTRODUCTION = """# {name} {version}

A static embedding model for Simplified Chinese, Traditional Chinese and English: {vocabulary} token vectors of {dim}
dimensions, int8 with one float32 scale a row. A text's vector is the mean of its tokens' vectors, L2-normalised. No
transformer, no torch: numpy and `tokenizers` are enough.

**Fold before tokenising**: `index.fold.fold_text` (NFKC, lower case, OpenCC t2s). The tokenizer does no folding itself.

| file | what |
|---|---|
| `tokenizer.json` | Unigram, adds no special tokens; `<unk>` is row 0 |
| `vectors.npy` | int8 (vocabulary, dim) |
| `scales.npy` | float32 (vocabulary,): row i is `vectors[i] * scales[i]` |
| `config.json` | name, version, sizes, seed, variant, figures, sha256 of the files |
"""

_METHOD = """## Method

- Vocabulary counted from the folded training text: jieba's words (at most {han:,}), Latin words ({latin:,})
  and their pieces ({pieces:,}), all Chinese characters met or known to jieba, numbers of one to three digits, years,
  names of places in Shanghai.
- `v(t) = exp(g(t)) * (u(t) + sum of its pieces)`: letter runs of 3 to 6 for Latin words, characters and pairs for
  Chinese ones (as fastText does); baked into one row a token at export, like the learned weight `g`.
- Symmetric InfoNCE with in-batch negatives (batch 2,048 from one source, temperature 0.05), lazy Adam at 3e-3 with
  linear decay, token dropout 0.15, {steps} steps, seed {seed}.
- Views: pairs as they are; English sentences against their Chinese passage with its neighbours; inverse cloze on
  laws and articles; the same with every word replaced by a gloss of CC-CEDICT, which makes questions in the other
  language; pairs made by rule of the districts of Shanghai (in pinyin) and 200 policy topics written for it. Question
  words are added to six stretches in ten, so that "what is" and 请问 come to weigh little.
- Development sets were measured, never trained on.

One command makes these files from the data: `{command}`
"""

_FIGURES = """## Figures

nDCG@10 on `eval_dev`, passages whole, text folded; the command: `python -m training.measure index/encoders/wenju-static
../shared/data/eval_dev --late`. Late interaction is `cosine + 2 * sum idf * max-sim / sum idf` over the best 50.

{table}

{difference}
"""

_COST = """## Cost

Reading, counting and tokenising {run.build_minutes:.1f} minutes; training {run.train_minutes:.1f} minutes on two cores
(AMD EPYC, no accelerator); peak memory {run.peak_gib:.1f} GiB. The tokenizer alone reads {run.tokenizer_mb_s:.1f} MB/s
of Chinese UTF-8 on one core.
"""

_DATA = """## Data

{variant}
jieba's dictionary (MIT) and pypinyin (MIT) help to build the vocabulary and the romanised names; 200 policy topics in
two languages and the question words are the project's own.

{table}
"""

_LIMITS = """## Limits

- A bag of words: word order, negation and who did what to whom are not seen. Pair it with BM25.
- English to Chinese is learned from laws, technical documents, short sentences and a dictionary: everyday and legal
  words are good, slang and rare names are not.
- Words outside the vocabulary are spelt by characters or pieces; emoji and rare symbols are `<unk>`.
- Chinese text longer than about 1,000 characters in one vector blurs: cut it into passages.
- The medical figures come from few pairs; this is no medical or legal adviser.
"""

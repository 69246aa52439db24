"""The model card: README.md of the model folder, every figure in it measured by this run."""

from __future__ import annotations

from dataclasses import dataclass

from training.sources import Source, sources_of
from training.vocabulary import HAN_WORDS, LATIN_WORDS, SUBWORDS

__all__ = ["Figures", "Run", "model_card"]


@dataclass(frozen=True, slots=True)
class Figures:
    """nDCG@10 of the dense leg on one development set; ``shipped``: 4 bits; ``other``: the other variant's, 4 bits."""

    set_name: str
    float32: float
    shipped: float
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
    threads: int
    peak_gib: float
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
        f"| set | float32 | 4 bits (shipped) | variant `{other}`, 4 bits |",
        "|---|---:|---:|---:|",
    ]
    for row in figures:
        alternative = "" if row.other is None else f"{row.other:.3f}"
        lines.append(f"| {row.set_name} | {row.float32:.3f} | {row.shipped:.3f} | {alternative} |")
    means = [_mean([getattr(row, column) for row in figures]) for column in ("float32", "shipped", "other")]
    lines.append("| **mean** | " + " | ".join("" if mean is None else f"{mean:.3f}" for mean in means) + " |")
    return "\n".join(lines)


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def _difference(run: Run, other: str) -> str:
    ours, theirs = _mean([row.shipped for row in run.figures]), _mean([row.other for row in run.figures])
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
dimensions, 4 bits a number with one float32 scale a row. A text's vector is the mean of its tokens' vectors,
L2-normalised. No transformer, no torch: numpy is enough for questions, numpy and `tokenizers` for articles.

**Fold before tokenising**: `index.fold.fold_text` (NFKC, lower case, Simplified characters, the mainland's words for
Taiwan's), then `index.terms.normal_form` (numbers in Arabic digits, dates as in Chinese). The tokenizer does neither.

| file | what |
|---|---|
| `tokenizer.json` | Unigram, adds no special tokens; `<unk>` is row 0 |
| `pieces.tsv`, `piece_starts.npy` | the same pieces as a hash table, for questions: `index/encoders/segment.py` |
| `vectors.npy` | uint8 (vocabulary, dim / 2), two numbers a byte: `index/encoders/nibbles.py` unpacks them |
| `levels.npy`, `scales.npy` | float32 (16,): what the numbers stand for; float32 (vocabulary,): what a row is multiplied by |
| `config.json` | name, version, sizes, seed, variant, figures, sha256 of the files |
"""

_METHOD = """## Method

- Vocabulary counted from the folded training text: jieba's words (at most {han:,}), Latin words ({latin:,})
  and their pieces ({pieces:,}), all Chinese characters met or known to jieba, numbers of one to three digits, years,
  names of places in Shanghai.
- `v(t) = exp(g(t)) * (u(t) + sum of its pieces)`: letter runs of 3 to 6 for Latin words, characters and pairs for
  Chinese ones (as fastText does); baked into one row a token at export, like the learned weight `g`.
- Symmetric InfoNCE with in-batch negatives (batch 2,048 from one source, temperature 0.065), lazy Adam at 3e-3 with
  linear decay, token dropout 0.15, {steps} steps, seed {seed}.
- Views: pairs as they are; English sentences against their Chinese passage with its neighbours; inverse cloze on
  laws and articles; the same with every word replaced by a gloss of CC-CEDICT, which makes questions in the other
  language, or by a Chinese word that shares a gloss, so that words alone don't carry the question; questions made by
  rule of sentences that tell a number, a date, a list, a duty or a reason, in Chinese, in English about the Chinese
  passage, and in Chinese about the English one; pairs made by rule of the districts of Shanghai (in pinyin) and 212
  policy topics written for it. Question words are added to six stretches in ten, so that "what is" and 请问 come to
  weigh little.
- Development sets were measured, never trained on.

One command makes these files from the data: `{command}`. Sums in another order (another number
of threads, another processor) change the last digits.

Tried, nDCG@10 of the dense leg, mean of the eight different development sets and xquad_en_zh_dev alone. The table was
made from runs of this recipe at earlier states; only rows of one group can be compared:

| group | what | mean | xquad |
|---|---|---:|---:|
| 1,500 steps, without questions made by rule | 256 dimensions, 8 bits | .698 | .544 |
| | 512 dimensions, 4 bits | .718 | .584 |
| 800 steps, float32 | this recipe's views, temperature 0.05 | .712 | .543 |
| | without questions made by rule and near words | .711 | .558 |
| | with BM25's nearest miss in each row's batch (`--hard 1`) | .709 | .535 |
| 4,000 steps, 4 bits | temperature 0.05 | .721 | .576 |
| | temperature 0.065 (shipped) | .720 | .616 |
| | temperature 0.05, first 256 of the 512 dimensions, float32 | .690 | .496 |

At 800 steps, questions made by rule and near words lift the Chinese sets (cmrc2018 .818 -> .829, gov_faq .545 -> .557).
"""

_FIGURES = """## Figures

nDCG@10 on the development sets and on the project's own set (`retrieval`), as `make bench` prints it: BM25 over character
pairs, cosine, both fused, and the final ranking with late interaction over the token vectors.

<!-- make bench -->
<!-- end of make bench -->

The dense leg before and after quantising, and of the other variant, as the training run measured them:

{table}

{difference}
"""

_COST = """## Cost

Reading, counting and tokenising {run.build_minutes:.1f} minutes; training {run.train_minutes:.1f} minutes with {run.threads} thread(s)
(AMD EPYC, no accelerator); peak memory {run.peak_gib:.1f} GiB. In use, as `python -m bench.encoder` prints it:

<!-- bench.encoder -->
<!-- end of bench.encoder -->
"""

_DATA = """## Data

{variant}
jieba's dictionary (MIT) and pypinyin (MIT) help to build the vocabulary and the romanised names; 212 policy topics in
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

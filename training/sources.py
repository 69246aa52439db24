"""Which files the model is trained on, and whether their licence is open.

Small sources of one kind share a ``group``, because every batch is drawn from one group; how often a group is drawn
stands in :mod:`training.views`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SOURCES", "VARIANTS", "Source", "sources_of"]

VARIANTS = ("open", "all")


@dataclass(frozen=True, slots=True)
class Source:
    """One gzipped JSONL file of pairs."""

    file: str
    """Name without ``.jsonl.gz``."""
    group: str
    """Batches are drawn from one group at a time."""
    licence: str
    """As stated by the data README, in short."""
    is_open: bool
    """May go into shipped weights of the open variant."""
    dropped_prefix: str = ""
    """Rows whose ``src`` starts so are left out of the open variant."""


SOURCES: tuple[Source, ...] = (
    Source("cctv_news_title_body", "news_cctv", "(c) CCTV, research use", False),
    Source("crud_news", "news_crud", "(c) publishers, research use", False),
    Source("dict_cedict_zh_en", "dictionary", "CC BY-SA 4.0 (CC-CEDICT)", True),
    Source("law_cn_lawrefbook", "law_cn", "statutes, no copyright (PRC Art. 5)", True),
    Source("law_tw_moj_en", "law_en", "statutes, no copyright (ROC Art. 9)", True),
    Source("law_tw_moj_zhT", "law_tw", "statutes, no copyright (ROC Art. 9)", True),
    Source("names_places_zh_en", "names", "MIT; Unicode; ODbL-1.0; CC BY-SA (DBpedia)", True),
    Source("parallel_3am_en_zh", "parallel_3am", "MIT", True),
    Source("parallel_moj_tw_law_en_zhT", "parallel_law", "statutes, no copyright (ROC Art. 9)", True),
    Source("parallel_pythondocs_en_zh", "parallel_tech", "CC0 / PSF", True),
    Source("parallel_tatoeba_en_zh", "parallel_tatoeba", "CC BY 2.0 FR", True),
    Source("parallel_techdocs_en_zh", "parallel_tech", "CC BY 4.0; Apache-2.0 (progit2 is BY-NC-SA)", True, "progit"),
    Source("parallel_tico19_en_zh", "parallel_small", "CC0", True),
    Source("parallel_un_sdg_en_zh", "parallel_small", "MIT", True),
    Source("parallel_wmt21_news", "parallel_wmt", "research use", False),
    Source("qa_alpaca_zh", "qa_alpaca", "none stated", False),
    Source("qa_covid_faq_en", "qa_en", "Apache-2.0", True),
    Source("qa_dureader_demo_zh", "qa_small", "Apache-2.0", True),
    Source("qa_law_zh", "qa_law", "Apache-2.0 (machine-written answers)", True),
    Source("qa_med_zh_huatuo", "qa_med", "Apache-2.0 (machine-written answers)", True),
    Source("qa_nlpcc_dbqa_zh", "qa_nlpcc", "none stated", False),
    Source("qa_privacypolicy_en", "qa_en", "MIT", True),
    Source("title_bbc_en", "title_bbc", "(c) BBC, research use", False),
    Source("title_csl_zh", "qa_small", "Apache-2.0", True),
    Source("title_zhwiki_mini", "qa_small", "CC BY-SA (Wikipedia)", True),
    Source("zh_simclue_triplets", "similar", "none stated", False),
    Source("zh_similarity_pairs", "similar", "research use", False),
)


def sources_of(variant: str) -> tuple[Source, ...]:
    """The sources of ``variant``: the open ones, or all of them."""
    if variant not in VARIANTS:
        raise ValueError(f"variant must be one of {VARIANTS}, not {variant!r}")
    return tuple(s for s in SOURCES if s.is_open or variant == "all")

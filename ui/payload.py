"""Values -> the JSON of the contract, field by field."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from index.i18n import Language, language_of

if TYPE_CHECKING:  # a command loads what it needs, not what every other command would print
    from collections.abc import Mapping, Sequence

    from index.build import BuildReport
    from index.errors import WenjuError
    from index.manifest import Manifest
    from index.read import Skipped
    from index.types import Article
    from rag import Answer, Citation, Claim, Hit, Refusal, SearchResult
    from rag.assess import Assessment, Figures
    from rag.evaluate import Evaluation
    from rag.verdict import Verdict

Payload = dict[str, object]


def answer_payload(answer: Answer, language: Language | None) -> Payload:
    """``language`` is that of the refusal's message and of the notes; ``None``: the question's."""
    spoken = language or language_of(answer.question)
    return {
        "question": answer.question,
        "answer": answer.answer,
        "refusal": _refusal(answer.refusal, language) if answer.refusal else None,
        "claims": [_claim(claim) for claim in answer.claims],
        "citations": [_citation(citation) for citation in answer.citations],
        "form": answer.form,
        "as_of": answer.as_of,
        "notes": [note.in_(spoken) for note in answer.notes],
        "model": answer.model,
        "struck": [{"text": it.text, "reason": it.reason.in_(spoken), "after": it.after} for it in answer.struck],
        "took_ms": answer.took_ms,
    }


def _claim(claim: Claim) -> Payload:
    return {
        "text": claim.text,
        "citations": list(claim.citations),
        "marks": [[mark.start, mark.end] for mark in claim.marks],
        "item": claim.item,
        "group": claim.group,
    }


def _refusal(refusal: Refusal, language: Language | None) -> Payload:
    message = refusal.explanation.in_(language) if language else refusal.message
    return {"reason": refusal.reason, "message": message, "nearest": [_hit(hit) for hit in refusal.nearest]}


def _citation(citation: Citation) -> Payload:
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "path": citation.path,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published,
        "district": list(citation.district),
        "url": citation.url,
        "section": citation.section,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "raw_start": citation.raw_start,
        "raw_end": citation.raw_end,
        "also_in": [_copy(article) for article in citation.copies],
    }


def _copy(article: Article) -> Payload:
    """A near-duplicate that says the same."""
    return {
        "article_id": article.article_id,
        "path": article.path,
        "title": article.title,
        "source": article.source,
        "published": article.published,
    }


def search_payload(result: SearchResult) -> Payload:
    return {"query": result.query, "hits": [_hit(hit) for hit in result.hits]}


def _hit(hit: Hit) -> Payload:
    return {
        "rank": hit.rank,
        "passage_id": hit.passage_id,
        "article_id": hit.article_id,
        "path": hit.path,
        "title": hit.title,
        "section": hit.section,
        "text": hit.text,
        "start": hit.start,
        "end": hit.end,
        "score": round(hit.score, 6),
        "dense_rank": hit.dense_rank,
        "lexical_rank": hit.lexical_rank,
        "also_in": [_copy(article) for article in hit.copies],
    }


def article_payload(article: Article) -> Payload:
    """An article's description, without its text."""
    return {
        "article_id": article.article_id,
        "paths": list(article.paths),
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        "district": list(article.district),
        "author": list(article.description.author),
        "editor": list(article.description.editor),
        "policies": [{"name": policy.name, "version": policy.version} for policy in article.description.policies],
        "people": list(article.description.people),
        "organisations": list(article.description.organisations),
        "metadata": dict(article.description.metadata),
        "characters": len(article.text),
        "restored": len(article.restored.edits),
        "guesses": [
            {
                "start": guess.start,
                "end": guess.end,
                "text": article.text[guess.start : guess.end],
                "original": guess.original,
            }
            for guess in article.guesses
        ],
    }


def skipped_payload(skipped: Skipped, language: Language) -> Payload:
    return {"path": skipped.path, "reason": skipped.reason.in_(language)}


def build_payload(report: BuildReport, language: Language) -> Payload:
    return {
        "index": report.index,
        "model": report.model,
        "articles": report.articles,
        "passages": report.passages,
        "restored": report.restored,
        "guessed": report.guessed,
        "copies": report.copies,
        "skipped": [skipped_payload(entry, language) for entry in report.skipped],
        "problems": [skipped_payload(entry, language) for entry in report.problems],
        "seconds": round(report.seconds, 3),
    }


def status_payload(
    index: str,
    manifest: Manifest,
    articles: list[Article],
    copies: Mapping[str, Sequence[Article]],
    skipped: list[Skipped],
    problems: list[Skipped],
    language: Language,
) -> Payload:
    return {
        "index": index,
        "built_at": manifest.built_at,
        "model": manifest.model,
        "dimensions": manifest.dimensions,
        "paths": list(manifest.paths),
        "passages": manifest.passages,
        "bytes": sum(record.bytes for record in manifest.files),
        "articles": [
            {**article_payload(article), "also_in": [_copy(it) for it in copies[article.article_id]]}
            for article in articles
        ],
        "skipped": [skipped_payload(entry, language) for entry in skipped],
        "problems": [skipped_payload(entry, language) for entry in problems],
    }


def evaluation_payload(evaluation: Evaluation) -> Payload:
    return {
        "queries": evaluation.queries,
        "documents": evaluation.documents,
        **{leg: dict(figures) for leg, figures in evaluation.legs.items()},
        "seconds": round(evaluation.seconds, 2),
    }


def assessment_payload(assessment: Assessment) -> Payload:
    return {
        "questions": len(assessment.verdicts),
        "all": _figures(assessment.overall),
        "by_kind": {name: _figures(figures) for name, figures in assessment.by_kind.items()},
        "by_lang": {name: _figures(figures) for name, figures in assessment.by_lang.items()},
        "by_half": {name: _figures(figures) for name, figures in assessment.by_half.items()},
        "wrong": [_wrong(verdict) for verdict in assessment.wrong],
        "seconds": round(assessment.seconds, 2),
    }


def _figures(figures: Figures) -> Payload:
    return {name: round(it, 4) if isinstance(it, float) else it for name, it in asdict(figures).items()}


def _wrong(verdict: Verdict) -> Payload:
    refusal = verdict.answer.refusal
    return {
        "id": verdict.asked.id,
        "question": verdict.asked.question,
        "what": list(verdict.wrong),
        "answer": verdict.answer.answer,
        "reason": refusal.reason if refusal else None,
    }


def error_payload(error: WenjuError, language: Language) -> Payload:
    return {
        "error": {
            "type": type(error).__name__,
            "message": error.message.in_(language),
            "hint": error.hint.in_(language),
        }
    }

"""wenju ask"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from index.errors import BadInput
from index.i18n import Language, Message
from rag import Answer, Citation, Claim, Filters, Struck, open_engine
from rag.chat import writer_at

from ..cli import (
    filter_options,
    index_option,
    is_plain,
    json_option,
    language_option,
    llm_key,
    llm_options,
    print_json,
    reranker_option,
    speak,
    today_option,
)
from ..payload import answer_payload
from ..present import (
    UNSOURCED,
    copies_line,
    day_of,
    hit_line,
    in_groups,
    marked_pieces,
    origin_line,
    place,
    plain,
)
from ..terminal import line_width, wrapped

REFUSED = 1


@click.command("ask", short_help="Answer a question, with citations, or say why not.")
@click.argument("question")
@filter_options
@today_option
@click.option("--model", metavar="NAME", help="Refuse an index that another model built.")
@click.option("--open", "opened", type=click.IntRange(1), is_flag=False, flag_value=1, metavar="[N]",
              help="Open the article of citation N (else the first) in the browser; behind QUESTION.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write it to FILE, too: answer.md or answer.docx.")  # fmt: skip
@reranker_option
@llm_options
@index_option
@json_option
@language_option
@click.pass_context
def command(
    context: click.Context,
    question: str,
    district: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    article: str | None,
    today: str | None,
    model: str | None,
    opened: int | None,
    output: Path | None,
    reranker: str | None,
    llm: str | None,
    llm_model: str | None,
    index: Path,
    as_json: bool,
    language: Language | None,
) -> None:
    """Answer QUESTION from the articles, each claim with its quote; or say why not (exit code 1)."""
    writer = writer_at(llm, llm_model, llm_key())
    # What is wrong with these is said before anything is opened.
    Filters(district, since, until, source)
    _check_format(output)
    with open_engine(index, model=model, reranker=reranker, llm=writer) as engine:
        filters = Filters(district, since, until, source, article and engine.article_id(article))
        answer = engine.ask(question, filters, today=today, on_text=None if as_json else _preview)
    shown = _asked_for(answer, opened)
    if writer and not as_json:
        click.echo(err=True)
    if as_json:
        print_json(answer_payload(answer, language))
    else:
        _print(answer, speak(language))
    if shown:
        _open(shown, speak(language))
    if output:
        _write(answer, output, speak(language))
    if answer.refusal:
        context.exit(REFUSED)


def _asked_for(answer: Answer, number: int | None) -> Citation | None:
    """The citation that is to be opened; ``None`` for none, as of a refusal. Raises :class:`BadInput` where there is no such one."""
    if number is None or answer.refusal:
        return None
    citation = next((it for it in answer.citations if it.number == number), None)
    if citation is None:
        count = len(answer.citations)
        raise BadInput(Message(f"there is no citation {number} to open: the answer has {count}",
                               f"没有引文 {number} 可打开：回答共有 {count} 处引文"),
                       Message("give --open the number of one of them", "请在 --open 后给出其中一个编号"))  # fmt: skip
    return citation


def _print(answer: Answer, language: Language) -> None:
    if answer.refusal:
        click.echo(answer.refusal.explanation.in_(language))
        if answer.refusal.nearest:
            click.echo(Message("\nNearest passages:", "\n最相近的段落：").in_(language))
        for hit in answer.refusal.nearest:
            click.echo(plain(f"  {hit_line(hit, language)}  {place(hit.article, hit.passage.span)}"))
        _print_remarks(answer, language)
        return
    group = ""
    for number, claim in in_groups(answer):
        _print_struck((it for it in answer.struck if it.after == number), language)
        if claim.group != group:
            click.echo(click.style(f"\n{plain(claim.group)}" if claim.group else "", bold=True))
            group = claim.group
        click.echo(_claim_line(claim))
    _print_struck((it for it in answer.struck if it.after >= len(answer.claims)), language)
    _print_remarks(answer, language)
    click.echo(click.style(Message("\nCitations", "\n引文").in_(language), bold=True))
    width = line_width()
    for citation in answer.citations:
        for line in _footnote(citation, width, language):
            click.echo(line)


_INDENT = "    "


def _footnote(citation: Citation, width: int | None, language: Language) -> Iterator[str]:
    """Number and title; source, day, district and address; the place in the file; the quote, behind ``>``; copies."""
    yield f"{click.style(f'[{citation.number}]', fg='cyan')} {click.style(plain(citation.title), bold=True)}"
    article = citation.article
    known = [article.source or UNSOURCED.in_(language), day_of(article, language), *article.district]
    yield _INDENT + plain(" · ".join([*known, *([article.url] if article.url else [])]))
    yield _INDENT + click.style(plain(place(article, citation.span)), dim=True)
    for line in wrapped(plain(citation.quote), width and width - len(_INDENT) - 2):
        yield f"{_INDENT}{click.style('>', fg='cyan')} {line}"
    if citation.copies:
        yield click.style(f"{_INDENT}{plain(copies_line(citation.copies, language, paths=True))}", dim=True)


def _open(citation: Citation, language: Language) -> None:
    """Open its article in the browser, or say where it was written."""
    from ..quoted import open_quoted

    path, found = open_quoted(citation, language)
    if not found:
        click.echo(Message(f"no browser was found; the article with its quote: {path}",
                           f"没有找到浏览器；文章与引文在：{path}").in_(language), err=True)  # fmt: skip


def _check_format(output: Path | None) -> None:
    """Raises :class:`BadInput` for a file of no format that is written."""
    if output:
        from ..export import as_file

        as_file([], output.suffix.lower())


def _write(answer: Answer, output: Path, language: Language) -> None:
    from ..export import export

    export(answer, output, language)
    click.echo(Message(f"written to {output}", f"已写入 {output}").in_(language), err=True)


def _preview(piece: str) -> None:
    """What a language model writes, as it comes, unchecked: dim, and not where the answer goes."""
    click.echo(click.style(plain(piece), dim=True), err=True, nl=False)


def _print_struck(struck: Iterable[Struck], language: Language) -> None:
    """Struck out by the terminal where it has colours, else between ``~~``; why, behind it."""
    for it in struck:
        text = f"~~{plain(it.text)}~~" if is_plain(sys.stdout) else click.style(plain(it.text), strikethrough=True)
        click.echo(f"{text} ({plain(it.reason.in_(language))})")


def _claim_line(claim: Claim) -> str:
    """What was asked for stands out where the terminal has colours."""
    text = "".join(
        click.style(plain(piece), bold=True, underline=True) if marked else plain(piece)
        for piece, marked in marked_pieces(claim)
    )
    numbers = "".join(click.style(f"[{number}]", fg="cyan") for number in claim.citations)
    return f"{'  · ' if claim.item else ''}{text} {numbers}"


def _print_remarks(answer: Answer, language: Language) -> None:
    """The notes, how recent the answer is, which model wrote it; nothing where there is none of it."""
    origin = origin_line(answer, language)
    remarks = [*(note.in_(language) for note in answer.notes), *([origin] if origin else [])]
    if remarks:
        click.echo("\n" + click.style("\n".join(map(plain, remarks)), dim=True))

"""A PDF on standard input -> its pages' text as JSON on standard output: run by `pdf.py`, in a process of its own.

A page of 50 kB can make PDFium want gigabytes. Here it gets no more than the first argument says, in bytes; then the process
ends, and the build goes on.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    try:
        import resource
    except ImportError:  # Windows: no such limit there
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    json.dump(pages(sys.stdin.buffer.read()), sys.stdout)


def pages(data: bytes) -> list[str | None] | str:
    """Each page's text, ``""`` where it has none, ``None`` where it can't be read; or why nothing can: "password", "damaged"."""
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        return "password" if error.err_code == FPDF_ERR_PASSWORD else "damaged"
    texts: list[str | None] = []
    for number in range(len(document)):
        try:
            page = document[number]
            texts.append(page.get_textpage().get_text_bounded())
            page.close()  # else all pages stay in memory
        except PdfiumError:
            texts.append(None)
    return texts


if __name__ == "__main__":
    main()

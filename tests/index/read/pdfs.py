"""PDFs written by hand: pages with text (Latin, or Chinese through a ToUnicode table), without, and with a password."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")  # ISO 32000-1, 7.6.3.3


def pdf_of(pages: Sequence[str], *, password: str | None = None) -> bytes:
    """One page for each text, a line for each of its lines; ``""``: a page without text. With a password nobody gets in."""
    characters = sorted({character for page in pages for character in page if character != "\n"})
    codes = {character: number for number, character in enumerate(characters, start=1)}
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        _font(),
        _to_unicode(codes),
        _descendant(),
        _descriptor(),
    ]
    kids = []
    for page in pages:
        content = _content(page, codes) if page else b"0 0 m 100 100 l S"
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids))
    trailer = b""
    if password is not None:
        objects.append(_encryption(password.encode()))
        trailer = b"/Encrypt %d 0 R/ID[<%b><%b>]" % (len(objects), b"00" * 16, b"00" * 16)
    return _file(objects, trailer)


def bomb_of(texts: int) -> bytes:
    """One page that writes the same words so many times; deflated it takes a seventh of a byte each."""
    content = zlib.compress(
        b"BT /F1 12 Tf 50 700 Td " + b"(Hello policy world for everybody in the city) Tj " * texts + b"ET", 9
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>",
    ]
    return _file(objects, b"")


def _content(page: str, codes: dict[str, int]) -> bytes:
    lines = b"".join(
        b"<%b> Tj 0 -20 Td " % b"".join(b"%04X" % codes[character] for character in line) for line in page.split("\n")
    )
    return b"BT /F1 12 Tf 50 780 Td %bET" % lines


def _font() -> bytes:
    return b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 4 0 R>>"


def _descendant() -> bytes:
    return (b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor 6 0 R/DW 1000>>")  # fmt: skip


def _descriptor() -> bytes:
    return (b"<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200"
            b"/CapHeight 700/StemV 80>>")  # fmt: skip


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, code in codes.items()
    )
    table = (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
             f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
             f"endcmap end end").encode()  # fmt: skip
    return b"<</Length %d>>stream\n%b\nendstream" % (len(table), table)


def _encryption(password: bytes) -> bytes:
    """Standard security handler, revision 2 (RC4, 40 bits): what a reader checks the password against."""
    owner = _rc4(hashlib.md5((password + _PADDING)[:32]).digest()[:5], (password + _PADDING)[:32])
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5((password + _PADDING)[:32] + owner + permissions + bytes(16)).digest()[:5]
    user = _rc4(key, _PADDING)
    return b"<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -4>>" % (owner.hex().encode(), user.hex().encode())


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)

"""Writes a PDF as densely as its format allows (ISO 32000-1, 7.5): streams one by one, all other objects in one
compressed stream, then the list of where each stands. What describes the file stays clear, as PDF/A-2 wants it.

``pikepdf`` begins a new stream after each hundred objects, which loses what they have in common.
"""

from __future__ import annotations

import hashlib
import io
from itertools import pairwise

import deflate
import pikepdf

FREE, PLAIN, INSIDE = 0, 1, 2
"""How an object is kept: not at all, by itself, in the stream of objects."""
OWN = ("/Filter", "/DecodeParms", "/Length")
"""Keys of a stream that say how it is written."""
BEST = 12
"""The level of compression."""
COLUMNS = 6
"""Bytes of an entry of the list: how it is kept (1), where (3), and its place in the stream (2)."""


def written(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF. Its objects are numbered from 1 without gaps."""
    streams, others = {}, {}
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            about = pikepdf.Dictionary({name: value for name, value in one.items() if name not in OWN})
            clear = one.get("/Type") == "/Metadata"
            streams[one.objgen[0]] = stream(about.unparse()[2:-2].strip(), one.read_bytes(), clear=clear)
        else:
            others[one.objgen[0]] = one.unparse(resolved=True)
    last = len(pdf.objects) + 1
    entries = [(FREE, 0, 65535)] * (last + 2)
    streams[last] = _objects(others)
    for at, number in enumerate(others):
        entries[number] = (INSIDE, last, at)
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, data in streams.items():
        entries[number] = (PLAIN, out.tell(), 0)
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, data))
    entries[last + 1] = (PLAIN, out.tell(), 0)
    identity = hashlib.sha256(out.getvalue()).hexdigest()[:32].encode()
    named = b"".join(b"%b %b" % (name, pdf.trailer[name.decode()].unparse()) for name in (b"/Root", b"/Info"))
    listed = stream(
        b"/Type/XRef/Size %d/W[1 3 2]/ID[<%b><%b>]%b/DecodeParms<</Predictor 12/Columns %d>>"
        % (len(entries), identity, identity, named, COLUMNS), _differences(entries),
    )
    start = out.tell()
    out.write(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last + 1, listed, start))
    return out.getvalue()


def _objects(others: dict[int, bytes]) -> bytes:
    """The objects one after another, with a list of their numbers and of where each begins."""
    starts, at = [], 0
    for number, data in others.items():
        starts.append(b"%d %d" % (number, at))
        at += len(data) + 1
    head = b" ".join(starts) + b"\n"
    return stream(b"/Type/ObjStm/N %d/First %d" % (len(others), len(head)), head + b"\n".join(others.values()))


def stream(about: bytes, data: bytes, *, clear: bool = False) -> bytes:
    """A stream with its dictionary, compressed unless ``clear``.

    Its last byte may by chance be a carriage return, which strict readers take for a part of the end of the line if a
    line feed follows: so the line ends in both.
    """
    kept = data if clear else bytes(deflate.zlib_compress(data, BEST))
    how = b"" if clear else b"/Filter/FlateDecode"
    return b"<<%b%b/Length %d>>stream\n%b\r\nendstream" % (about, how, len(kept), kept)


def _differences(entries: list[tuple[int, int, int]]) -> bytes:
    """Entries as the difference from the one before, byte by byte (PNG's «up»), which compress best."""
    rows = [bytes(COLUMNS), *(bytes([kept]) + where.to_bytes(3) + place.to_bytes(2) for kept, where, place in entries)]
    return b"".join(
        b"\x02" + bytes((now - above) & 0xFF for above, now in zip(before, row, strict=True))
        for before, row in pairwise(rows)
    )

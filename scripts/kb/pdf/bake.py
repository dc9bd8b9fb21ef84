"""The fonts of the site, made from Noto Sans Lao (SIL OFL 1.1): one small file for the web, two for PDF.

Typesetters draw a Lao syllable such as ຊັ້ or ນ້ຳ with several raised glyphs, and PDF readers then give back doubled or
lost letters. In the PDF fonts every consonant with its vowel and tone is one glyph, drawn exactly as the marks would
stand, so that one glyph is one piece of text and every reader copies and searches it rightly. The fonts are renamed.
"""

from __future__ import annotations

import io
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools import subset
from fontTools.merge import Merger
from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.varLib import instancer

FACES = Path(__file__).with_name("faces")
FAMILY = "Brief Lao"
WEIGHTS = {"Regular": 400, "Bold": 700}
SCRIPTS = ("lao", "latin", "latin-ext")

CONSONANTS = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝ"
VOWELS = ("", "ິ", "ີ", "ຶ", "ື", "ັ", "ົ", "ໍ", "ຸ", "ູ")
TONES = ("", "່", "້", "໊", "໋", "໌")
AM, LOW_LO, PRE_VOWEL = "ຳ", "ຼ", "ເ"
PALI = "ຆຉຌຎຏຐຑຒຓຘຠຨຩຬ\u0eba\u0eceໞໟ"
"""Letters that this site never uses (rule L03)."""
LAO = [code for code in (*range(0x0E81, 0x0EE0), 0x25CC) if chr(code) not in PALI]
EPOCH = 3_800_000_000
"""A fixed time of making (seconds since 1904), so that the same sources give the same bytes."""
NOT_NEEDED = ("STAT", "avar", "HVAR", "MVAR", "gasp", "prep", "fpgm", "cvt ", "DSIG", "meta")


def files() -> dict[str, bytes]:
    """Every font file, by its name: the web font and the faces for PDF."""
    made = {"noto-sans-lao.woff2": _web()}
    for style, weight in WEIGHTS.items():
        made[f"{FAMILY.replace(' ', '')}-{style}.ttf"] = _face(style, weight)
    return made


def _source(script: str) -> TTFont:
    font = TTFont(FACES / "source" / f"noto-sans-lao-{script}-wght-normal.woff2", recalcTimestamp=False)
    font.flavor = None
    return font


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = EPOCH
    font.save(out)
    return out.getvalue()


def _web() -> bytes:
    """Lao letters only, 400 to 700, without hints: Latin stays the reader's own font."""
    font = instancer.instantiateVariableFont(_source("lao"), {"wght": (400, 700)})
    font = TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LAO)
    subsetter.subset(font)
    font.flavor = "woff2"
    return _saved(font)


def _face(style: str, weight: int) -> bytes:
    font = TTFont(io.BytesIO(_saved(_merged(weight))), recalcTimestamp=False)
    _bake(font)
    _rename(font, style, weight)
    font["post"].formatType = 3.0  # no names of glyphs, which every PDF would carry
    return _saved(font)


def _merged(weight: int) -> TTFont:
    """One static font of the scripts' files."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for script in SCRIPTS:
            part = instancer.instantiateVariableFont(_source(script), {"wght": weight})
            for table in NOT_NEEDED:
                if table in part:
                    del part[table]
            parts.append(f"{folder}/{script}.ttf")
            part.save(parts[-1])
        return Merger().merge(parts)


def _clusters() -> Iterator[str]:
    for consonant, low in itertools.product(CONSONANTS, ("", LOW_LO)):
        for vowel, tone in itertools.product(VOWELS, TONES):
            if low or vowel or tone:
                yield consonant + low + vowel + tone
        yield from (consonant + low + tone + AM for tone in TONES)


def _shaped(font: hb.Font, order: list[str], text: str) -> tuple[list[tuple[str, int, int]], int]:
    """The glyphs of a text with their places, and how far the text advances."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.script, buffer.language, buffer.direction = "Laoo", "lo", "ltr"
    hb.shape(font, buffer)
    along, glyphs = 0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((order[info.codepoint], along + position.x_offset, position.y_offset))
        along += position.x_advance
    return glyphs, along


def _bake(font: TTFont) -> None:
    """Add one composite glyph for each cluster, and the ligatures that choose it."""
    shaper = hb.Font(hb.Face(_saved(font)))
    order, outlines = font.getGlyphOrder(), font["glyf"]
    before = len(_shaped(shaper, order, PRE_VOWEL)[0])
    ligatures: dict[tuple[str, ...], str] = {}
    made: list[tuple[str, Glyph, int]] = []
    for context, cluster in itertools.product(("", PRE_VOWEL), list(_clusters())):
        glyphs, advance = _shaped(shaper, order, context + cluster)
        if context:  # after ເ the font centres ັ and ົ: the cluster is taken by itself, from its own base
            start = glyphs[before][1]
            glyphs, advance = [(name, x - start, y) for name, x, y in glyphs[before:]], advance - start
        key = tuple(name for name, _, _ in glyphs)
        if len(key) > 1 and ".notdef" not in key and key not in ligatures:
            ligatures[key] = f"lao{'.c' if context else ''}." + "_".join(f"{ord(sign):04X}" for sign in cluster)
            made.append((ligatures[key], _composite(outlines, glyphs), advance))
    full = [*order, *(name for name, _, _ in made)]
    for name, glyph, advance in made:
        outlines[name] = glyph
        font["hmtx"][name] = (advance, 0)
    font.setGlyphOrder(full)
    outlines.glyphOrder = full
    for name, glyph, advance in made:
        glyph.recalcBounds(outlines)
        font["hmtx"][name] = (advance, glyph.xMin)
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1  # a base, not a mark
    _add_ligatures(font["GSUB"].table, ligatures)


def _composite(outlines: Any, glyphs: list[tuple[str, int, int]]) -> Glyph:
    composite = Glyph()
    composite.numberOfContours, composite.components = -1, []
    for name, x, y in glyphs:
        if outlines[name].numberOfContours == 0 and not outlines[name].isComposite():
            continue  # nothing to draw
        component = GlyphComponent()
        component.glyphName, component.x, component.y = name, int(x), int(y)
        component.flags = 0x0004  # ROUND_XY_TO_GRID
        composite.components.append(component)
    return composite


def _add_ligatures(gsub: Any, ligatures: dict[tuple[str, ...], str]) -> None:
    """As a required feature of every language, after all that the font does by itself."""
    gsub.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(ligatures)]))
    gsub.LookupList.LookupCount = len(gsub.LookupList.Lookup)
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "rlig", otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex, record.Feature.LookupCount = [gsub.LookupList.LookupCount - 1], 1
    gsub.FeatureList.FeatureRecord.append(record)
    gsub.FeatureList.FeatureCount = len(gsub.FeatureList.FeatureRecord)
    for script in gsub.ScriptList.ScriptRecord:
        for language in (script.Script.DefaultLangSys, *(one.LangSys for one in script.Script.LangSysRecord)):
            if language is not None:
                language.FeatureIndex.append(gsub.FeatureList.FeatureCount - 1)
                language.FeatureCount = len(language.FeatureIndex)


def _rename(font: TTFont, style: str, weight: int) -> None:
    """A name of our own; the names of the licence and of the authors stay."""
    names = font["name"]
    names.names = [name for name in names.names if name.nameID not in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25)]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    given = {
        1: FAMILY, 2: style, 3: f"1.0;{postscript}", 4: f"{FAMILY} {style}", 6: postscript,
    }
    for identity, value in given.items():
        names.setName(value, identity, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    chosen = {"Bold": 0x20, "Regular": 0x40}[style]
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | chosen
    font["head"].macStyle = int(style == "Bold")

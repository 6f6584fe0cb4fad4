"""Build the fonts of this folder from pinned sources. Run it anywhere with npm, apt-get, dpkg-deb.

    python assets/fonts/build_fonts.py [--cache DIR]

Downloads are checked against SHA-256; the results are committed, so the program needs no fontTools.
Glyphs are put in the order of their code points: the cmap then has few groups and loads at once.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = Path(__file__).parent
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "VORG", "vhea", "vmtx", "gasp", "prep", "kern"]
MAX_ERROR = 2.0  # a thirtieth of a point at 16 pt; smaller doubles the file
SYMBOLS = "×÷±²³°·–—―‘’“”…‰′″€℃№Ⅰ①②③④⑤⑥⑦⑧⑨⑩→✓✔☐☑□■●○★☆㎡㎏㎝"
PLANES = [(0x2A700, 0x2CEAF)]  # CJK extensions C to E: the rest of level 3 of 通用规范汉字表


@dataclass(frozen=True, slots=True)
class Source:
    """A package to fetch: kind 'npm' or 'deb', its pinned name, SHA-256 of the file that comes."""

    kind: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """One font to make: where its file is, which set of characters, what to call it ('' keeps)."""

    output: str
    source: Source
    member: str
    characters: str
    family: str = ""


SERIF = Source(
    "npm",
    "@expo-google-fonts/noto-serif-sc@0.4.3",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)
SANS = Source(
    "npm",
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
FANDOL = Source(
    "deb",
    "texlive-lang-chinese=2022.20230122-1",
    "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
)
WENKAI = Source(
    "deb",
    "fonts-lxgw-wenkai=1.250+repack-1",
    "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
)
FANG_FILE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
KAI_FILE = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
RECIPES = (
    Recipe("title.ttf", SERIF, "package/700Bold/NotoSerifSC_700Bold.ttf", "names"),
    Recipe("song.ttf", SERIF, "package/400Regular/NotoSerifSC_400Regular.ttf", "gbk"),
    Recipe("hei.ttf", SANS, "package/400Regular/NotoSansSC_400Regular.ttf", "names"),
    Recipe("hei-bold.ttf", SANS, "package/700Bold/NotoSansSC_700Bold.ttf", "names"),
    Recipe("fang.ttf", FANDOL, FANG_FILE, "names"),
    Recipe("kai.ttf", WENKAI, KAI_FILE, "gb2312", "Jdzb Kai"),
)


def main(argv: list[str]) -> int:
    """Build every font; the exit code is 0 only when all were written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=None, help="keep downloads here")
    parser.add_argument("--only", default="", help="build only this output")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        cache = (args.cache or Path(scratch)).resolve()
        for recipe in RECIPES:
            if args.only in ("", recipe.output):
                build(recipe, unpacked(recipe.source, cache))
    return 0


def unpacked(source: Source, cache: Path) -> Path:
    """The folder with the package's contents, downloaded, checked and unpacked when needed."""
    folder = cache / source.sha256[:12]
    if not folder.exists():
        archive = download(source, cache)
        if hashlib.sha256(archive.read_bytes()).hexdigest() != source.sha256:
            message = f"{archive.name}: SHA-256 differs from the pinned one"
            raise SystemExit(message)
        folder.mkdir(parents=True)
        unpack = ["dpkg-deb", "-x"] if source.kind == "deb" else ["tar", "xzf"]
        target = [str(folder)] if source.kind == "deb" else ["-C", str(folder)]
        subprocess.run([*unpack, str(archive), *target], check=True)
    return folder


def download(source: Source, cache: Path) -> Path:
    """The package's file, fetched into a fresh folder below cache."""
    folder = cache / f"get-{source.sha256[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    fetch = ["npm", "pack", "--silent"] if source.kind == "npm" else ["apt-get", "download"]
    subprocess.run([*fetch, source.name], cwd=folder, check=True)
    return next(path for path in folder.iterdir() if path.is_file())


def build(recipe: Recipe, folder: Path) -> None:
    """Write one font: subset, converted to TrueType outlines, renamed, in code point order."""
    font = TTFont(folder / recipe.member, recalcTimestamp=False)
    wanted = characters(recipe.characters, set(font.getBestCmap()))
    font = subsetted(font, wanted)
    if "CFF " in font:
        to_truetype(font)
    if recipe.family:
        rename(font, recipe.family)
    keep_unicode_cmap(font)
    in_code_order(font)
    font.save(HERE / recipe.output, reorderTables=True)
    print(recipe.output, len(wanted), (HERE / recipe.output).stat().st_size)


def characters(name: str, known: set[int]) -> set[int]:
    """The code points of a set ('gb2312' < 'names' < 'gbk') that the font knows."""
    wanted = {ord(c) for c in double_bytes("gb2312") + SYMBOLS} | set(range(32, 127))
    if name != "gb2312":
        wanted |= {ord(c) for c in rare_names()}
        wanted |= {c for c in known if any(low <= c <= high for low, high in PLANES)}
    if name == "gbk":
        wanted |= {ord(c) for c in double_bytes("gbk")} | {c for c in known if c > 0xFFFF}
    return {c for c in wanted & known if not 0xE000 <= c <= 0xF8FF}


def double_bytes(codec: str) -> str:
    """Every double-byte character of an encoding."""
    pairs = (bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    return "".join(pair.decode(codec, "ignore") for pair in pairs)


def rare_names() -> str:
    """The characters of rare-names.txt."""
    lines = (HERE / "rare-names.txt").read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def subsetted(font: Any, wanted: set[int]) -> Any:
    """The font with only the wanted characters, without layout tables, hints and glyph names."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    options.drop_tables += DROPPED
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    return font


def to_truetype(font: Any) -> None:
    """Replace cubic (CFF) outlines by quadratic ones, at most MAX_ERROR units of 1000 away."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    table = font["glyf"]
    table.glyphs, table.glyphOrder = {}, order
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    del font["CFF "]
    table.compile(font)
    to_truetype_tables(font, len(order))


def to_truetype_tables(font: Any, count: int) -> None:
    """The maxp and post tables a TrueType font must have."""
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, count
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{field}", 0)
    maxp.maxZones, maxp.maxSizeOfInstructions = 1, 0
    maxp.maxComponentElements = 0
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 2.0, [], {}
    font["post"].glyphOrder = font.getGlyphOrder()
    font.sfntVersion = "\000\001\000\000"


def rename(font: Any, family: str) -> None:
    """Give a subset of a font with a reserved name another name, as its licence demands."""
    plain = family.replace(" ", "")
    names = {1: family, 2: "Regular", 3: f"{plain}-1", 4: family, 6: f"{plain}-Regular"}
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(names[record.nameID], record.nameID, 3, 1, 0x409)
        elif record.nameID == 7:
            font["name"].removeNames(nameID=7)


def keep_unicode_cmap(font: Any) -> None:
    """Leave one Windows format 4 and one format 12 table, the latter with every character."""
    best = font.getBestCmap()
    font["cmap"].tables = [cmap_table(best, 4, 1), cmap_table(best, 12, 10)]


def cmap_table(best: dict[int, str], layout: int, encoding: int) -> Any:
    """A Windows cmap table; format 4 holds plane 0 only."""
    table = CmapSubtable.newSubtable(layout)
    table.platformID, table.platEncID, table.language = 3, encoding, 0
    table.cmap = {code: name for code, name in best.items() if code < 0x10000 or layout == 12}
    return table


def in_code_order(font: Any) -> None:
    """Order the glyphs by the first code point that shows them."""
    font["post"].formatType = 3.0
    first: dict[str, int] = {}
    for code, name in sorted(font.getBestCmap().items()):
        first.setdefault(name, code)
    order = font.getGlyphOrder()
    rest = [name for name in order[1:] if name not in first]
    reorderGlyphs(font, [order[0], *sorted(first, key=first.__getitem__), *rest])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

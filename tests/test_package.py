"""What the package is made of, read from its recipe; it is built and tried by `make package`."""

import ast
import lzma
import re
import zlib
from pathlib import Path

import pytest

import jdzb
from jdzb.press.face import Face
from tests.source_tree import read_sources

ROOT = Path(__file__).resolve().parents[1]
SPEC = (ROOT / "build.spec").read_text(encoding="utf-8")


def constant(name):
    """A tuple of the recipe."""
    for node in ast.parse(SPEC).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == name:
            return ast.literal_eval(node.value)
    raise LookupError(name)


def dropped():
    """The pattern of files that are left out."""
    (call,) = re.findall(r"^DROPPED = (re\.compile\(.*?^\))", SPEC, re.DOTALL | re.MULTILINE)
    return re.compile(ast.literal_eval("(" + call.removeprefix("re.compile(")))


def resource_folders():
    """(where, first folder) of every place that asks paths.resources() for something."""
    for source in read_sources():
        for node in source.nodes:
            if isinstance(node, ast.BinOp) and ast.unparse(node.left).endswith("resources()"):
                yield source.path, ast.literal_eval(node.right)


def test_every_folder_the_program_reads_is_in_the_package():
    found = list(resource_folders())
    assert len(found) > 10
    assert {folder for _, folder in found} == set(constant("DATA"))


def test_nothing_the_program_reads_is_left_out():
    left_out = {
        file.relative_to(ROOT).as_posix()
        for folder in constant("DATA")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and dropped().search(file.relative_to(ROOT).as_posix())
    }
    scripts = {"assets/fonts/build_fonts.py", "assets/icons/build_icons.py"}
    assert left_out == {*scripts, "assets/fonts/rare-names.txt"}


def test_no_module_of_ours_imports_what_is_excluded():
    excluded = set(constant("EXCLUDED"))
    found = {
        f"{source.path}: {name}"
        for source in read_sources()
        for node in source.nodes
        for name in _imported(node)
        if any(name == one or name.startswith(f"{one}.") for one in excluded)
    }
    assert not found


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


@pytest.mark.parametrize(("ending", "squeeze"), [(".z", zlib.compress), (".xz", lzma.compress)])
def test_a_squeezed_font_is_the_same_font(tmp_path, ending, squeeze):
    source = ROOT / "assets" / "fonts" / "kai.ttf"
    plain, packed = Face(str(source)), tmp_path / "kai.ttf"
    Path(f"{packed}{ending}").write_bytes(squeeze(source.read_bytes()))
    face = Face(str(packed))
    assert face.charToGlyph == plain.charToGlyph
    assert face.makeSubset([ord("值"), ord("班")]) == plain.makeSubset([ord("值"), ord("班")])


def test_the_version_that_windows_shows_is_the_programs():
    told = (ROOT / ".ci" / "windows-version.txt").read_text(encoding="utf-8")
    numbers = ", ".join([*jdzb.__version__.split("."), "0"])
    assert told.count(f"({numbers})") == 2
    assert told.count(f"'{jdzb.__version__}'") == 2


@pytest.mark.parametrize("word", ["console=False", "upx=False"])
def test_neither_console_nor_upx(word):
    assert word in SPEC
    assert word.replace("False", "True") not in SPEC
    assert "SPLASH" not in SPEC.upper().replace("NO SPLASH", "")


def test_the_windows_script_is_ascii():
    assert (ROOT / ".ci" / "build-windows.ps1").read_bytes().isascii()


def test_no_picture_is_drawn_by_what_needs_pillow():
    calls = [
        f"{source.path}:{node.lineno}"
        for source in read_sources()
        for node in source.nodes
        if isinstance(node, ast.Attribute) and node.attr in {"drawImage", "drawInlineImage"}
    ]
    assert not calls, "jdzb/press/png.py draws without Pillow, which the package lacks"

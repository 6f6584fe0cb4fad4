"""What the documents say is so: commands run, targets and pictures exist, versions agree."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import jdzb as program

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
COMMAND = ".venv/bin/python main.py "
MANUAL = ROOT / "assets" / "manual"
PICTURE = 200_000  # bytes at most


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code_lines(text, *languages):
    """The lines of the fenced blocks in one of these languages, comments and blanks aside."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for language, block in blocks if language in languages
             for line in block.splitlines()]  # fmt: skip
    return [line for line in lines if line and not line.startswith("#")]


def commands(text):
    """The program's own commands in the order in which a reader meets them, as arguments."""
    found = [line for line in code_lines(text, "sh") if line.startswith(COMMAND)]
    return [shlex.split(line.removeprefix(COMMAND), comments=True) for line in found]


def targets(text):
    return set(re.findall(r"^([a-z]+):", text, re.MULTILINE))


def test_every_command_of_the_readme_runs(jdzb, home):
    shutil.copy(ROOT / "tests/data/党员花名册.xlsx", home.parent)
    found = commands(read("README.md"))
    assert len(found) >= 4
    for arguments in found:
        done = jdzb(*arguments)
        assert done.returncode == 0, f"{arguments}: {done.stderr}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_named_exists(name):
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(name), re.MULTILINE))
    assert named <= targets(read("Makefile"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_linked_exists(name):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_lines_for_windows_install_from_the_lock():
    lines = code_lines(read("README.md"), "bat")
    assert any("--require-hashes -r requirements.lock" in line for line in lines)
    assert any(line.endswith("main.py") for line in lines)


def test_the_versions_agree():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert project["version"] == program.__version__
    assert f"## {program.__version__}" in read("CHANGELOG.md")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_of_a_lock_has_hashes_and_no_address(name):
    text = read(name)
    packages = re.findall(r"^\S+==\S+.*$", text, re.MULTILINE)
    assert len(packages) > 10
    assert all(line.endswith("\\") for line in packages)
    assert not re.search(r"://|@ |--(extra-)?index|--find-links", text)


def test_the_part_for_the_secretary_is_made_from_the_manual():
    specification = importlib.util.spec_from_file_location("build", MANUAL / "build.py")
    build = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(build)
    assert build.readme(read("README.md"), read("assets/manual/manual.md")) == read("README.md")


# --- pictures -----------------------------------------------------------------------------------


def pictures():
    return sorted(MANUAL.glob("*.png"))


def test_every_picture_is_small_shown_and_has_its_note():
    assert len(pictures()) >= 4
    note = (MANUAL / "README.md").read_text(encoding="utf-8")
    for picture in pictures():
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < PICTURE
        assert f"]({picture.name})" in read("assets/manual/manual.md")
        assert picture.name in note


# --- the book of CONTRIBUTING.md -----------------------------------------------------------------


def files(text):
    """(path, content) of the fenced blocks whose first line is a comment that names a file."""
    blocks = re.findall(r"^```(?:python|sql)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    named = (re.match(r"(?:#|--) (\S+/\S+)\n", block) for block in blocks)
    return [(found[1], found.string[found.end() :]) for found in named if found]


def insert(path, pattern, replacement):
    """Change one place of a file; it must be there."""
    text, times = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert times == 1, f"{path.name}: {pattern}"
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    """A copy of the program to which the book of CONTRIBUTING.md is added as it says."""
    root = tmp_path / "copy"
    plain = shutil.ignore_patterns("*.pyc.*", "data")  # compiled once is enough; not half written
    for folder in ("jdzb", "db", "tests"):
        shutil.copytree(ROOT / folder, root / folder, ignore=plain)
    shutil.copytree(ROOT / "assets" / "fonts", root / "assets" / "fonts")
    for name in ("main.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    number = 1 + len(list((root / "db" / "migrations").glob("*.sql")))
    for path, content in files(read("CONTRIBUTING.md")):
        file = root / path.replace("NNNN", f"{number:04d}")
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    shelf, pages = root / "jdzb/ledgers/__init__.py", root / "jdzb/gui/pages.py"
    insert(shelf, r"from jdzb\.ledgers import ", "from jdzb.ledgers import dues, ")
    insert(shelf, r"(return \([^)]*?),?\s*\)", r"\1, dues.LEDGER)")
    load = (
        "def _dues() -> type[Page]:\n    from jdzb.ledgers.dues.page import DuesPage\n\n"
        "    return DuesPage\n\n\n"
    )
    insert(pages, r"(?m)(^# [^\n]*\n)*^PAGES = ", lambda found: load + found[0])
    insert(pages, r"\),?\s*\)\s*\Z", '), Entry("dues", "党费", _dues))\n')
    return root


def test_the_book_of_contributing_passes_the_examination(copy):
    def run(*arguments):
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    schema = "from jdzb.store import migrations; print(migrations.snapshot(), end='')"
    (copy / "db" / "schema.sql").write_text(run("-c", schema), encoding="utf-8")
    run("-m", "ruff", "check", "--no-cache", "jdzb/ledgers/dues")
    examined = run("-m", "pytest", "-q", "-k", "dues", "tests/test_ledger_contract.py")
    assert int(re.search(r"(\d+) passed", examined)[1]) >= 14
    run("-m", "pytest", "-q", "tests/test_schema_snapshot.py", "tests/test_architecture.py")

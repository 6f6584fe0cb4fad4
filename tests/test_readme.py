"""What the documents say is so: commands run, targets and pictures exist, versions agree."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

import jdzb as program

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
COMMAND = ".venv/bin/python main.py "


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

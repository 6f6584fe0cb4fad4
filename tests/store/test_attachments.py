"""Pictures kept beside the ledger: by their content, whole, only pictures, verified when read."""

import hashlib

import pytest

from jdzb.core import paths
from jdzb.store import attachments

JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 50
PNG = b"\x89PNG\r\n\x1a\n" + b"screen" * 50


def files():
    return sorted(path.name for path in (paths.home() / "attachments").glob("*"))


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "公开栏.jpg"
    file.write_bytes(JPEG)
    return file


def test_a_picture_is_found_again_by_its_hash(photo):
    kept = attachments.keep(photo)
    assert kept == attachments.Kept(hashlib.sha256(JPEG).hexdigest(), "公开栏.jpg")
    assert attachments.read(kept.sha256) == JPEG
    assert files() == [f"{kept.sha256}.jpg"]


def test_the_same_picture_twice_is_one_file_whatever_its_name(photo, tmp_path):
    other = tmp_path / "IMG_0001.jpeg"
    other.write_bytes(JPEG)
    assert attachments.keep(photo).sha256 == attachments.keep(other).sha256
    assert len(files()) == 1


def test_the_content_says_what_it_is_not_the_name(tmp_path):
    file = tmp_path / "截图.jpg"
    file.write_bytes(PNG)
    assert files() == []
    kept = attachments.keep(file)
    assert files() == [f"{kept.sha256}.png"]


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"#!/bin/sh\n", b"", b"<svg/>", b"\xff\xd8"])
def test_what_is_no_picture_is_refused_and_nothing_is_left(tmp_path, content):
    file = tmp_path / "照片.jpg"
    file.write_bytes(content)
    with pytest.raises(attachments.NotAPicture, match=r"照片\.jpg.*不是 jpg 或 png"):
        attachments.keep(file)
    assert files() == []


def test_what_is_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "大.jpg"
    with file.open("wb") as large:
        large.write(JPEG)
        large.truncate(attachments.MOST + 1)
    with pytest.raises(attachments.TooLarge, match="超过 20 MB"):
        attachments.keep(file)


def test_a_file_that_is_gone_is_said_in_a_sentence(tmp_path):
    with pytest.raises(attachments.CannotKeep, match="没有添加"):
        attachments.keep(tmp_path / "没有.jpg")


def test_an_exchanged_file_is_seen_when_it_is_read(photo):
    kept = attachments.keep(photo)
    path = paths.home() / "attachments" / f"{kept.sha256}.jpg"
    path.write_bytes(JPEG + b"x")
    with pytest.raises(attachments.Missing, match="与登记时不一致"):
        attachments.read(kept.sha256, kept.name)
    path.unlink()
    with pytest.raises(attachments.Missing, match="不在 attachments"):
        attachments.read(kept.sha256, kept.name)


def test_a_spoilt_copy_is_mended_by_adding_the_picture_again(photo):
    kept = attachments.keep(photo)
    (paths.home() / "attachments" / f"{kept.sha256}.jpg").write_bytes(b"half")
    attachments.keep(photo)
    assert attachments.read(kept.sha256) == JPEG


def test_a_paper_is_kept_only_where_papers_are_asked_for(tmp_path):
    file = tmp_path / "通报.pdf"
    file.write_bytes(b"%PDF-1.7\n...")
    with pytest.raises(attachments.NotAPicture):
        attachments.keep(file)
    kept = attachments.keep(file, papers=True)
    assert attachments.read(kept.sha256) == file.read_bytes()


def test_a_copy_has_its_own_name_and_is_verified(photo, tmp_path):
    kept = attachments.keep(photo)
    copy = attachments.copy_out(kept.sha256, "../../外面.jpg", tmp_path / "看")
    assert copy == tmp_path / "看" / "外面.jpg"
    assert copy.read_bytes() == JPEG
    (paths.home() / "attachments" / f"{kept.sha256}.jpg").write_bytes(PNG)
    with pytest.raises(attachments.Missing, match="被改动过"):
        attachments.copy_out(kept.sha256, "a.jpg", tmp_path)

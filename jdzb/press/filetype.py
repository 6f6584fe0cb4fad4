"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import struct

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def needs_password(data: bytes) -> bool:
    """True for an .xlsx or .xls that opens with a password only."""
    return data.startswith(_OLE) and (_ENCRYPTED in data or _has_filepass(data))


def _has_filepass(data: bytes) -> bool:
    """An .xls with a password has a FILEPASS record (0x2F) soon after its first record."""
    start = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _ in range(8):
        if start < 0 or start + 4 > len(data):
            return False
        record, size = struct.unpack_from("<HH", data, start)
        if record == 0x2F:
            return True
        start += 4 + size
    return False


def stranger(data: bytes) -> str:
    """What a file that is no spreadsheet seems to be, as a Chinese phrase; '' for a spreadsheet."""
    if data.startswith((_ZIP, _OLE)):
        return ""
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"<html" in start or b"<table" in start or start.startswith(b"<!doctype"):
        return "其实是网页，不是 Excel 表格"
    if start.startswith(b"<?xml"):
        return "是 XML 格式，不是通常的 Excel 表格"
    if start.startswith(b"%pdf"):
        return "是 PDF，不是 Excel 表格"
    if b"\x00" not in data[:4096]:
        return "其实是纯文本（例如 CSV），不是 Excel 表格"
    return "不是 Excel 表格"

"""Why the system or SQLite refused, as a Chinese phrase that fits into a sentence."""

from __future__ import annotations

import errno
import sqlite3

_SYSTEM = {
    errno.ENOSPC: "硬盘空间不足",
    errno.EDQUOT: "硬盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.EFBIG: "文件太大，这个盘放不下",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "同名的是一个文件夹",
    errno.EEXIST: "同名的是一个文件",
    errno.ENOTDIR: "路径中间有一段是文件",
    errno.ENOENT: "文件夹不存在",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "读写硬盘出错",
}


_SHARING = (32, 33)  # Windows: another program holds the file
_HELD = "文件正被别的程序占用，常见的是杀毒软件，请等一会儿再试"


def of_system(error: OSError) -> str:
    """Why the system refused a file; its own words where none of ours fit."""
    if getattr(error, "winerror", None) in _SHARING:  # WIN-UNTESTED
        return _HELD
    return _SYSTEM.get(error.errno or 0) or error.strerror or str(error)


_SQLITE = {
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_FULL: "硬盘空间不足，请清出一些空间再保存",
    sqlite3.SQLITE_READONLY: "账本文件是只读的，请检查文件属性和文件夹权限",
    sqlite3.SQLITE_CANTOPEN: "文件夹里不能建文件，请检查权限",
    sqlite3.SQLITE_IOERR: "读写硬盘出错，请关掉程序重新打开，再检查一次账本",
    sqlite3.SQLITE_CORRUPT: "账本文件已损坏，请关掉程序，用最近的备份恢复",
    sqlite3.SQLITE_NOTADB: "账本文件已损坏，请关掉程序，用最近的备份恢复",
}


def of_sqlite(error: sqlite3.Error) -> str:
    """Why SQLite refused, and what to do; never a value out of the ledger."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if known := _SQLITE.get(code):
        return known
    if code == sqlite3.SQLITE_CONSTRAINT:
        return f"与已有的记录冲突（{error}）"
    if "decode" in str(error):  # the message would quote the whole text
        return "账本里有读不出的文字，可能被别的程序改坏，请用最近的备份恢复"
    return f"账本文件出错（{error}）"

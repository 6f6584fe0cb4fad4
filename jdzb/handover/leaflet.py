"""README.txt of a package: how to read it with any tool, in twenty years, without this program."""

from __future__ import annotations

from jdzb.handover.manifest import Manifest

_TEXT = """支部台账 交接包
{branch}　{created}（世界时）　账本编号 {origin}　历史 {size} 条
校验码 {code}

这个包是普通的 ZIP 文件，任何解压软件都能打开。没有本程序也能读懂它：

  ledger.db        账本，SQLite 3 数据库，任何 SQLite 工具都能打开（请只看副本，不要改）
  manifest.json    说明：支部、时间、历史条数与总校验值、各表条数、每个文件的大小和 SHA-256
  SHA256SUMS       各文件的 SHA-256；在解开的文件夹里运行 sha256sum -c SHA256SUMS 即可核对
  receipt.pdf      交接单，打印后双方签名，各留一份
  sheets/          上次交接以来张贴的公开表，文件名是它在历史里的序号
  attachments/     附件，原来的文件名写在 manifest.json 里

文件名以 .age 结尾的包是加密的，用公开的标准工具 age 解开（见 age-encryption.org）：
  age -d 包名.age > 包名

核对历史（在 ledger.db 里）：表 journal 每行一条历史，列 leaf 是它的指纹；表 loghead 存总校验值。
总校验值按 RFC 6962（SHA-256 的 Merkle 树）由全部 leaf 依次算出；纸上校验码是总校验值的前 120 位，
以 23456789ABCDEFGHJKLMNPQRSTUVWXYZ 为数字写成，末位是检查位。乡镇用“支部台账”核对最省事：
  main.py handover verify 包名
"""


def text(manifest: Manifest) -> bytes:
    """The leaflet, with the mark that makes old Windows editors read UTF-8, and their line ends."""
    told = _TEXT.format(
        branch=manifest.branch or "（支部名称没有填写）",
        created=manifest.created,
        origin=manifest.origin,
        size=manifest.size,
        code=manifest.code,
    )
    return told.replace("\n", "\r\n").encode("utf-8-sig")

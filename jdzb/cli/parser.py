"""What the command line understands, and its help in Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn, cast

import jdzb

MOST_YEARS = 30
COMMAND = "命令"
Action = Callable[[argparse.Namespace], int]

_ERRORS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"argument (.+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+): (应为.+)", r"\1 \2"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
)


_CHOICE = re.compile(r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", re.DOTALL)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "要写的"
        self._optionals.title = "可选的"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """One Chinese sentence on stderr, exit code 2."""
        if match := _CHOICE.fullmatch(message):
            message = _no_choice(*match.groups())
        for pattern, words in _ERRORS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        text = f"命令没有执行，{message}。看用法：{self.prog} --help\n"
        sys.stderr.write(text)
        raise SystemExit(2)


def _no_choice(where: str, typed: str, choices: str) -> str:
    """What was typed is none of the choices; of commands the nearest is named."""
    from difflib import get_close_matches

    typed = typed.strip("'\"")
    known = [one for one in choices.replace("'", "").split(", ") if not one.startswith("_")]
    if where != COMMAND:
        return f"{where} 不能写“{typed}”，可以写 {'、'.join(known)}"
    near = get_close_matches(typed, known, 1)
    told = f"您要的是不是 {near[0]}" if near else f"可用的命令有 {'、'.join(known)}"
    return f"没有“{typed}”这个命令，{told}"


def parse(arguments: list[str]) -> argparse.Namespace:
    """The arguments as a namespace; ``command`` is None when the window is meant."""
    return _build().parse_args(arguments)


def action(chosen: argparse.Namespace) -> Action:
    """The function that does the chosen command."""
    return cast("Action", chosen.does)


def _import_members(chosen: argparse.Namespace) -> int:
    from jdzb.cli import members

    return members.load(chosen)


def _list_members(chosen: argparse.Namespace) -> int:
    from jdzb.cli import members

    return members.listing(chosen)


def _roster(chosen: argparse.Namespace) -> int:
    from jdzb.cli import duty

    return duty.roster(chosen)


def _sheet(chosen: argparse.Namespace) -> int:
    from jdzb.cli import duty

    return duty.sheet(chosen)


def _check(chosen: argparse.Namespace) -> int:
    from jdzb.cli import ledger

    return ledger.check(chosen)


def _code(chosen: argparse.Namespace) -> int:
    from jdzb.cli import code

    return code.look_up(chosen)


def _pack(chosen: argparse.Namespace) -> int:
    from jdzb.cli import handover

    return handover.pack(chosen)


def _verify(chosen: argparse.Namespace) -> int:
    from jdzb.cli import township

    return township.check(chosen)


def _examine(chosen: argparse.Namespace) -> int:
    from jdzb.cli import township

    return township.child(chosen)


def _backup(chosen: argparse.Namespace) -> int:
    from jdzb.cli import backup

    return backup.make(chosen)


def _restore(chosen: argparse.Namespace) -> int:
    from jdzb.cli import backup

    return backup.bring_back(chosen)


def _manual(chosen: argparse.Namespace) -> int:
    from jdzb.cli import manual

    return manual.write(chosen)


def _demo(chosen: argparse.Namespace) -> int:
    from jdzb.cli import demo

    return demo.fill(chosen)


def _build() -> _Parser:
    parser = _Parser(
        prog="main.py", description="支部台账：村党支部的离线台账。不写命令就打开窗口。"
    )
    version = f"支部台账 {jdzb.__version__}"
    parser.add_argument("--version", action="version", version=version, help="显示版本")
    parser.add_argument("--home", metavar="文件夹", help="账本所在的文件夹（默认是程序旁的 data）")
    selftest = "在临时文件夹里把每本台账过一遍，看程序是否完好"
    parser.add_argument("--selftest", action="store_true", help=selftest)
    commands = parser.add_subparsers(dest="command", title=COMMAND, metavar=COMMAND)
    _members(commands)
    _duty(commands)
    check = _command(commands, "check", "检查账本是否完整、有没有被改写", _check)
    _json(check)
    _json(_command(commands, "backup", "马上备份一次", _backup))
    restore = _command(commands, "restore", "用一份备份恢复账本", _restore)
    restore.add_argument("file", metavar="备份文件", help="backups 文件夹里的 .db 文件")
    restore.add_argument("--reason", metavar="原因", help="为什么恢复，记入历史")
    _json(restore)
    manual = _command(commands, "manual", "把使用手册做成 PDF", _manual)
    manual.add_argument(
        "-o", "--output", metavar="文件", default="支部台账使用手册.pdf",
        help="写到哪个 PDF（默认在当前文件夹）",
    )  # fmt: skip
    code = _command(commands, "code", "查纸上的校验码：是哪次打印的，此后改没改", _code)
    code.add_argument("code", metavar="校验码", help="页脚的25位、前12位，或二维码的文字")
    _json(code)
    _handover(commands)
    demo = _command(commands, "demo", "在 --home 文件夹里建一个虚构的村，用来试用", _demo)
    about = "让这个村过完多少年（20年约30万条历史，要几分钟）"
    demo.add_argument("--years", metavar="年数", type=_years, default=0, help=about)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives it no public name


def _command(commands: Commands[_Parser], name: str, about: str, does: Action) -> _Parser:
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(does=does)
    return parser


def _years(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_YEARS:
        raise argparse.ArgumentTypeError(f"应为 1 到 {MOST_YEARS} 的整数")
    return int(text)


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="结果写成 JSON，给别的程序读")


def _group(commands: Commands[_Parser], name: str, about: str) -> Commands[_Parser]:
    parser = commands.add_parser(name, help=about, description=about)
    return parser.add_subparsers(dest="verb", title=COMMAND, metavar=COMMAND, required=True)


def _members(commands: Commands[_Parser]) -> None:
    verbs = _group(commands, "members", "党员册：导入花名册、列出党员")
    load = _command(verbs, "import", "导入 Excel 花名册（.xlsx 或 .xls）", _import_members)
    load.add_argument("file", metavar="花名册", help="Excel 文件")
    load.add_argument("--dry-run", action="store_true", help="只预览，不写入账本")
    _json(load)
    listing = _command(verbs, "list", "列出党员", _list_members)
    listing.add_argument("--as-of", metavar="日期", help="某一天的党员，例如 2026-06-30")
    _json(listing)


def _duty(commands: Commands[_Parser]) -> None:
    verbs = _group(commands, "duty", "值班：排班、出值班表")
    roster = _command(verbs, "roster", "排一个月的班（手工改过的保留）", _roster)
    roster.add_argument("month", metavar="月份", help="例如 2026-12")
    _json(roster)
    sheet = _command(verbs, "sheet", "把一个月的值班表做成 PDF", _sheet)
    sheet.add_argument("month", metavar="月份", help="例如 2026-12")
    sheet.add_argument(
        "--paper", default="a4", choices=("a4", "a4-portrait", "a3"),
        help="纸张：a4 横向（默认）、a4-portrait 纵向、a3 横向",
    )  # fmt: skip
    sheet.add_argument(
        "-o", "--output", metavar="文件", help="写到哪个 PDF（默认在当前文件夹按标题命名）"
    )


def _handover(commands: Commands[_Parser]) -> None:
    verbs = _group(commands, "handover", "交接：给乡镇打包，乡镇核对")
    pack = _command(verbs, "pack", "把账本打成交接包，拷到U盘，读回核对", _pack)
    pack.add_argument("folder", metavar="文件夹", help="U盘，或U盘上的文件夹")
    pack.add_argument("--password-file", metavar="文件", help="第一行是密码的文本文件，密码至少8位")
    _json(pack)
    verify = _command(verbs, "verify", "核对交接包、U盘或账本（不改动它）", _verify)
    verify.add_argument("path", metavar="位置", help="交接包、装着交接包的文件夹，或账本文件")
    verify.add_argument("--register", metavar="文件", help="乡镇的核对登记（默认在 --home 文件夹）")
    verify.add_argument("--password-file", metavar="文件", help="第一行是密码的文本文件")
    _json(verify)
    verbs.add_parser("_child").set_defaults(does=_examine)

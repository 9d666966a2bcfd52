"""The command line: one console script, the contract of the README's table.

With `--json` one JSON object stands on stdout and nothing else; progress and
messages go to stderr. Exit 0 done, 2 bad input or usage, 3 model or service
unavailable. Heavy libraries load only in the commands that need them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant import settings as settings_module
from assistant.errors import AssistantError, BadInput

if TYPE_CHECKING:
    from assistant.service import Service

Run = dict[str, Any]


def parser() -> argparse.ArgumentParser:
    """The whole grammar; `--home`, `--json` and `--quiet` stand before or after the command."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", default=argparse.SUPPRESS, help="数据目录 (data folder)")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="标准输出为一个 JSON 对象")
    common.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="不显示进度 (no progress)")
    top = argparse.ArgumentParser(prog="assistant", parents=[common],
                                  description="法治政府建设文书起草与审核助手")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    add = command("add", "文件或文件夹入库 (add to the library)")
    add.add_argument("paths", nargs="+", metavar="PATH")
    command("list", "列出文库 (list the library)")
    remove = command("remove", "从文库移除 (remove from the library)")
    remove.add_argument("id")
    read = command("read", "读一份文件,不入库 (read, keep nothing)")
    read.add_argument("file")
    search = command("search", "检索条款 (search clauses)")
    search.add_argument("query")
    search.add_argument("-k", type=int, default=10)
    search.add_argument("--document", help="只在此文件中检索 (only in this document)")
    ask = command("ask", "提问,答案带出处 (ask, with citations)")
    ask.add_argument("question")
    draft = command("draft", "起草 (draft a report or a section)")
    draft.add_argument("--kind", default="annual-report", choices=["annual-report", "review-opinion"])
    draft.add_argument("--region", required=True)
    draft.add_argument("--year", required=True, type=int)
    draft.add_argument("--section", help="标题、序号或主题;不写则全文 (heading, number or topic)")
    draft.add_argument("--material", action="append", default=[], metavar="PATH",
                       help="报送材料:文件、文件夹或文库编号")
    draft.add_argument("--plan", metavar="PATH")
    draft.add_argument("--previous", metavar="PATH")
    draft.add_argument("--length", type=int, metavar="N", help="字数 (characters)")
    draft.add_argument("-o", "--output", metavar="FILE", help=".docx .md .json")
    revise = command("revise", "修改草稿 (revise a draft)")
    revise.add_argument("draft_id")
    revise.add_argument("instruction")
    revise.add_argument("-o", "--output", metavar="FILE")
    versions = command("versions", "草稿的各个版本 (versions of a draft)")
    versions.add_argument("draft_id")
    check = command("check", "审核方案或报告 (check a draft)")
    check.add_argument("draft")
    check.add_argument("--against", action="append", default=[], metavar="UPPER", help="上位文件,可多次")
    check.add_argument("-o", "--output", action="append", default=[], metavar="FILE",
                       help=".docx .xlsx .html .md .json")
    serve = command("serve", "打开网页、接口与 MCP (page, API and MCP)")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=7860)
    allow = command("allow", "同意把文本发往某台主机上的模型 (allow a model's host once)")
    allow.add_argument("host")
    audit = command("audit", "操作留痕及其完整性 (audit trail, verified)")
    audit.add_argument("-n", type=int, default=20)
    backup = command("backup", "备份文库 (back up the catalogue)")
    backup.add_argument("file")
    restore = command("restore", "从备份恢复 (restore a backup into an empty home)")
    restore.add_argument("file")
    user = command("user", "设置用户 (create or change a user)")
    user.add_argument("name")
    user.add_argument("--role", required=True, choices=["drafter", "reviewer", "evaluator", "administrator"])
    user.add_argument("--token", action="store_true", help="另发一个接口令牌 (issue an API token)")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    arguments = parser().parse_args(argv)
    try:
        result = _run(arguments)
    except AssistantError as exc:
        print(exc, file=sys.stderr)
        return exc.exit_code
    except KeyboardInterrupt:
        print("已中断 | interrupted", file=sys.stderr)
        return 130
    except Exception as exc:
        if os.environ.get("ASSISTANT_DEBUG"):
            raise
        print(f"程序内部错误 {type(exc).__name__};设 ASSISTANT_DEBUG=1 可看详情 | "
              f"internal error {type(exc).__name__}: set ASSISTANT_DEBUG=1 for details", file=sys.stderr)
        return 1
    if result is None:
        return 0
    return _told(arguments, result)


def _told(arguments: argparse.Namespace, result: Run) -> int:
    """Print the result; adding nothing is an error, with the reasons."""
    nothing = arguments.command == "add" and not result["documents"]
    if getattr(arguments, "json", False):
        print(json.dumps(result, ensure_ascii=False))
    elif not nothing:
        from assistant import terminal
        print(terminal.show(arguments.command, result))
    if nothing:
        print("; ".join(s["reason"] for s in result["skipped"]), file=sys.stderr)
    return 2 if nothing else 0


def _run(arguments: argparse.Namespace) -> Run | None:
    settings = settings_module.load(getattr(arguments, "home", None))
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    if arguments.command == "serve":
        import ui
        ui.serve(settings, arguments.host, arguments.port)
        return None
    from assistant.service import Service
    with Service(settings, files=True, progress=_progress(arguments)) as service:
        result: Run = _COMMANDS[arguments.command](service, arguments)
        return result


def _draft(service: Service, a: argparse.Namespace) -> Run:
    return _plain(service.drafts.create(a.kind, a.region, a.year, section=a.section, material=a.material,
                                        plan=a.plan, previous=a.previous, length=a.length, output=a.output))


def _plain(value: Any) -> Run:
    from assistant.types import to_json
    plain: Run = to_json(value)
    return plain


def _user(service: Service, a: argparse.Namespace) -> Run:
    import getpass
    password = os.environ.get("ASSISTANT_NEW_PASSWORD") or (
        getpass.getpass("密码 (password): ") if sys.stdin.isatty() else "")
    if not password:
        raise BadInput("没有密码;请在终端输入或设 ASSISTANT_NEW_PASSWORD",
                       "no password; type it in a terminal or set ASSISTANT_NEW_PASSWORD")
    return service.office.set_user(a.name, a.role, password, token=a.token)


_COMMANDS: dict[str, Any] = {
    "add": lambda s, a: s.documents.add(a.paths),
    "list": lambda s, a: s.documents.list(),
    "remove": lambda s, a: s.documents.remove(a.id),
    "read": lambda s, a: s.documents.read(a.file),
    "search": lambda s, a: _plain(s.documents.search(a.query, k=a.k, document=a.document)),
    "ask": lambda s, a: _plain(s.documents.ask(a.question)),
    "draft": _draft,
    "revise": lambda s, a: _plain(s.drafts.revise(a.draft_id, a.instruction, output=a.output)),
    "versions": lambda s, a: s.drafts.versions(a.draft_id),
    "check": lambda s, a: _plain(s.reviews.check(a.draft, against=a.against, outputs=a.output)),
    "allow": lambda s, a: s.office.allow(a.host),
    "audit": lambda s, a: s.office.audit(a.n),
    "backup": lambda s, a: s.office.backup(a.file),
    "restore": lambda s, a: s.office.restore(a.file),
    "user": _user,
}


def _progress(arguments: argparse.Namespace) -> Any:
    """A line of progress on stderr: rewritten in place on a terminal, silent elsewhere."""
    if getattr(arguments, "quiet", False) or not sys.stderr.isatty():
        return None

    def show(message: str, fraction: float) -> None:
        end = "\n" if fraction >= 1 else ""
        print(f"\r\033[K{message} {fraction:.0%}", end=end, file=sys.stderr, flush=True)
    return show


if __name__ == "__main__":
    sys.exit(main())

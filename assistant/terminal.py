"""What a command prints for people: the same facts as its JSON, Chinese first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

VERDICTS = {
    "covered": "已落实", "partial": "部分落实", "weaker": "标准降低", "conflicting": "表述冲突", "missing": "未落实",
    "not_applicable": "本级不适用", "reported": "已报告", "partly": "部分报告", "silent": "未报告",
    "below_target": "未达标",
}
SEVERITIES = {"high": "重要", "medium": "一般", "low": "提示"}


def show(command: str, result: dict[str, Any]) -> str:
    """The result of a command as lines of text."""
    return "\n".join(_SHOW.get(command, _plain)(result))


def _plain(result: dict[str, Any]) -> list[str]:
    return [f"{key}: {value}" for key, value in result.items()]


def _documents(result: dict[str, Any]) -> list[str]:
    lines = [f"{d['id']:>6}  {d['title'] or d['source']}  ({d['level'] or '级别不明'}·{d['doc_type'] or '文种不明'},"
             f"{d['clauses']} 条)" for d in result["documents"]]
    lines += [f"跳过  {s['source']}:{s['reason']}" for s in result.get("skipped", [])]
    return lines or ["文库为空。用 assistant add 文件或文件夹 入库。"]


def _read(result: dict[str, Any]) -> list[str]:
    d = result["document"]
    lines = [d["title"], "  ".join(filter(None, ["、".join(d["issuer"]), d["level"], d["doc_type"], d["period"],
                                                d["date"], d["doc_number"]]))]
    depth = {"part": 0, "section": 1, "item": 2, "paragraph": 1}
    lines += [f"{'  ' * depth[c['kind']]}{c['id']}  {_cut(c['heading'] or c['text'], 40)}" for c in result["clauses"]]
    lines.append(f"要求 {len(result['requirements'])} 条,数据 {len(result['figures'])} 项,"
                 f"修复 {len(result['repairs'])} 处")
    lines += [f"  {'已修复' if r['applied'] else '请核对'} {r['kind']}:{_cut(r['before'], 24)} → {_cut(r['after'], 24)}"
              for r in result["repairs"][:20]]
    return lines


def _search(result: dict[str, Any]) -> list[str]:
    lines = [] if result["answerable"] else ["文库中没有直接回答这一问题的条款,以下为最接近的内容:"]
    for hit in result["results"]:
        lines += [f"{hit['rank']:>2}. {hit['document']['title']} {hit['clause']}", f"    {_cut(hit['text'], 110)}"]
    return lines


def _ask(result: dict[str, Any]) -> list[str]:
    cited = (f"  依据:[{c['document']} {c['clause']}] “{_cut(c['quote'], 80)}”"
             for sentence in result["sentences"] for c in sentence["citations"])
    lines = [result["answer"], "", *dict.fromkeys(cited)]
    return lines


def _draft(result: dict[str, Any]) -> list[str]:
    count: dict[str, int] = {}
    for entry in result["ledger"]:
        count[entry["status"]] = count.get(entry["status"], 0) + 1
    lines = [f"草稿 {result['id']}(第 {result['version']} 版,{result['engine']})", result["text"], ""]
    if count:
        lines.append("台账:" + ",".join(f"{VERDICTS[key]} {n}" for key, n in count.items()))
    for conflict in result["conflicts"]:
        values = ";".join(f"{v['value']}{v['unit'] or ''}({v['source']})" for v in conflict["values"])
        lines.append(f"待核 {conflict['indicator']}:{values}")
    lines += [f"缺项 {gap}" for gap in result["gaps"]]
    lines += [f"未采用 {_cut(e['quote'], 40)}({e['source']}):{e['reason']}" for e in result["excluded"]]
    lines += [f"改动 {_cut(c['before'], 40)} → {_cut(c['after'], 40)}" for c in result.get("changed", [])]
    lines += list(result.get("notices", []))
    return lines


def _versions(result: dict[str, Any]) -> list[str]:
    return [f"第 {v['version']} 版  {v['at']}  {v.get('instruction') or '初稿'}" for v in result["versions"]]


def _check(result: dict[str, Any]) -> list[str]:
    lines = ["结论:" + ",".join(f"{VERDICTS.get(key, key)} {n}" for key, n in result["summary"].items())]
    for f in result["findings"] + result["floor"]:
        if f["verdict"] in ("covered", "not_applicable", "reported"):
            continue
        requirement = f["requirement"]
        lines.append(f"[{VERDICTS[f['verdict']]}·{SEVERITIES[f['severity']]}] {requirement['source']} "
                     f"{requirement['clause']}:“{_cut(requirement['quote'], 60)}”")
        lines += [f"    草案 {q['clause']}:“{_cut(q['quote'], 60)}”" for q in f["draft"]]
        lines.append(f"    理由:{f['reason']}")
    lines += [f"[自身·{SEVERITIES[i['severity']]}] {i['clause']}:“{_cut(i['quote'], 40)}” {i['message']}"
              for i in result["internal"]]
    lines += [f"[超出上位] {b['clause']}:“{_cut(b['quote'], 40)}” {b['reason']}" for b in result["beyond"]]
    return lines


def _audit(result: dict[str, Any]) -> list[str]:
    state = "完整" if result["intact"] else f"第 {result['broken_at']} 条起被改动"
    return [f"{e['at']}  {e['user']}  {e['action']}  {e['object']}" for e in result["entries"]] + [f"留痕{state}"]


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[:width - 1] + "…"


_SHOW: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "add": _documents, "list": _documents, "read": _read, "search": _search, "ask": _ask, "draft": _draft,
    "revise": _draft, "versions": _versions, "check": _check, "audit": _audit,
}

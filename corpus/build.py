"""Builds the demonstration documents and their manifest from corpus/masters. Run by hand:

    python corpus/build.py            writes corpus/, evals/nuggets/, evals/references/
    python corpus/build.py --check    says what would change; exit 1 when anything would
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import planted
from markup import Master, load
from rendering import render, text

CORPUS = Path(__file__).resolve().parent
ROOT = CORPUS.parent
FILES = {
    "outline": ("01-青岚省法治政府建设实施纲要.html", "outline", "省", "青岚省", ()),
    "city": ("02-澄漪市法治政府建设实施方案.docx", "plan", "市", "澄漪市", ("outline",)),
    "draft": ("03-棠川区法治政府建设实施方案-征求意见稿.docx", "draft", "区县", "棠川区", ("outline", "city")),
    "previous": ("04-棠川区2025年度法治政府建设情况报告.pdf", "previous-report", "区县", "棠川区", ()),
    "opinion": ("05-棠川区人大常委会审议意见.txt", "opinion", "区县", "棠川区", ()),
    "answer": ("06-审议意见研究处理情况报告.docx", "answer", "区县", "棠川区", ("opinion",)),
    "submission_justice": ("submissions/区司法局.docx", "submission", "区县", "棠川区", ()),
    "submission_market": ("submissions/区市场监督管理局.txt", "submission", "区县", "棠川区", ()),
    "submission_data": ("submissions/区政务服务和数据局.docx", "submission", "区县", "棠川区", ()),
    "submission_city": ("submissions/区城市管理局.txt", "submission", "区县", "棠川区", ()),
    "submission_emergency": ("submissions/区应急管理局.txt", "submission", "区县", "棠川区", ()),
    "submission_labour": ("submissions/区人力资源和社会保障局.docx", "submission", "区县", "棠川区", ()),
    "submission_office": ("submissions/区政府办公室.txt", "submission", "区县", "棠川区", ()),
}
REFERENCE = "棠川区2026年度法治政府建设情况报告.txt"


def outputs() -> dict[Path, bytes]:
    """Every file this script writes, with its bytes."""
    masters: dict[str, Master] = {name: load(CORPUS / "masters" / f"{name}.master") for name in FILES}
    files = {CORPUS / spec[0]: render(masters[name], Path(spec[0])) for name, spec in FILES.items()}
    manifest = planted.manifest(masters, FILES, {name: files[CORPUS / spec[0]] for name, spec in FILES.items()})
    reference = load(CORPUS / "masters" / "reference.master")
    files[ROOT / "evals" / "references" / REFERENCE] = text(reference, "utf-8")
    files[ROOT / "evals" / "nuggets" / "demo.json"] = _json(planted.nuggets(manifest, reference, REFERENCE))
    files[CORPUS / "manifest.json"] = _json(manifest)
    return files


def _json(value: dict[str, Any]) -> bytes:
    """One entry a line, so that a change shows as a change of that entry."""
    rows = []
    for key, held in value.items():
        if isinstance(held, list):
            inner = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in held)
            rows.append(f' "{key}": [\n  {inner}\n ]')
        else:
            rows.append(f' "{key}": {json.dumps(held, ensure_ascii=False)}')
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def main() -> int:
    check = "--check" in sys.argv[1:]
    changed = []
    for path, data in outputs().items():
        if not path.is_file() or path.read_bytes() != data:
            changed.append(path.relative_to(ROOT).as_posix())
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    for name in changed:
        print(("would write " if check else "wrote ") + name)
    return int(check and bool(changed))


if __name__ == "__main__":
    raise SystemExit(main())

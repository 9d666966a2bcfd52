"""What the page calls suites, data and metrics; a name that is missing is shown as it is."""

from __future__ import annotations

SUITES = {"scorers": "评分程序自身", "reading": "阅读", "retrieval": "检索", "answers": "问答", "drafting": "起草", "checking": "审核",
          "end_to_end": "全程"}
DATASETS = {"labels": "手工标注", "demo": "演示文件", "reference": "参考文件", "damage": "损坏样本", "planted": "植入缺陷的成对文件",
            "demo/dev": "演示文件·开发", "demo/test": "演示文件·测试", "planted/dev": "植入缺陷·开发",
            "planted/test": "植入缺陷·测试", "opinions": "审议意见研究处理情况", "gate": "依据核对",
            "lying_model": "模型说谎时", "case": "自备文件"}
SYSTEMS = {"assistant": "本产品", "empty": "空白", "reference": "参考文件自身", "concatenated": "全部材料相接",
           "template": "只有套话", "shuffled_numbers": "数据打乱", "shuffled_citations": "出处打乱", "always_flag": "一律报错",
           "never_flag": "一律不报", "similarity_only": "只看相似", "bm25_only": "只用 BM25", "langchain_stock": "LangChain 原样"}
#: Shown as numbers, for they are no shares.
COUNTS = frozenset({"traps", "text_unsourced", "dangling", "figures_wrong", "longest_copied", "length_ratio", "asked", "told_wrongly",
                    "figures_added", "internal_alarms_per_thousand", "clean_alarms_per_thousand", "cer_repaired", "cer_bytes",
                    "cer_clean", "length_missed"})
METRICS = {
    "counts": "篇章节条数", "head": "题头信息", "parents": "引用文件", "quotes": "引文在条款中", "targets_recall": "目标检出",
    "targets_precision": "目标准确", "figures_recall": "数据检出", "figures_precision": "数据准确",
    "cer_repaired": "修复后错字率", "cer_bytes": "字节损坏错字率", "cer_clean": "无损坏错字率", "boundary_f1": "条款边界 F1",
    "parent_right": "上级条款正确", "figures_kept": "数据保全", "figures_added": "多出的数据", "runs_restored": "乱码还原",
    "runs_restored_or_flagged": "乱码还原或标出", "lost_told": "缺失标出", "told_wrongly": "误标",
    "recall@5": "前5条召回", "recall@10": "前10条召回", "ndcg@10": "nDCG@10", "mrr": "首个正确排名倒数",
    "recall@10_hard": "口语和转述前10召回", "refused_unanswerable": "无答案时拒答", "refused_answerable": "有答案却拒答",
    "slots": "答案要素", "follow_up_slots": "追问的答案要素", "cited_gold": "引到应引条款", "citations_in_gold": "所引属应引",
    "citation_f1": "引证 F1",
    "compared_by_document": "比较题逐件作答", "numbers_found": "数据有出处", "names_found": "名称有出处",
    "citation_recall": "引证充分", "citation_precision": "引证不冗", "quotes_exact": "引文准确", "dangling": "无主引证",
    "vital_covered": "必备要点覆盖(严)", "lenient": "要点覆盖(宽)", "traps": "落入陷阱", "net_coverage": "净覆盖",
    "length_ratio": "与参考的篇幅比", "longest_copied": "最长照抄(字)", "copied_sentences": "整句照抄比例",
    "figures_wrong": "无出处的数据", "conflicts_surfaced": "矛盾已列出", "ledger_right": "台账状态正确",
    "exclusions_told": "不采用已说明", "length_missed": "篇幅偏差", "problems_handled": "问题均有答复",
    "false_refused": "假句拒绝", "true_refused": "真句误拒", "told_the_user": "已告知用户", "asked": "模型调用次数",
    "defects_found": "缺陷检出", "precision": "准确率", "f1": "F1", "equivalents_flagged": "等同表述误报",
    "paraphrases_flagged": "忠实转述误报", "informedness": "检出率减误报率", "not_applicable_flagged": "本级不适用误报",
    "not_applicable_told": "本级不适用判明", "kind_named": "种类判对", "clause_shown": "条款引对",
    "internal_found": "自身缺陷检出", "internal_alarms_per_thousand": "草案千字误报", "clean_alarms_per_thousand": "无误文件千字误报",
    "beyond_no_basis_found": "无依据检出", "beyond_raised_found": "加码检出", "beyond_precision": "超出上位准确率",
    "floor_found": "低于底线检出", "floor_flagged_above": "不低于底线误报", "verdict": "结论正确或相邻",
    "clause_first": "首引条款正确", "balanced_accuracy": "平衡准确率", "steps_passed": "步骤通过",
    "agreement": "与标注一致", "pairs_right": "次序正确", "f1_supported": "支持 F1", "f1_partial": "部分支持 F1",
    "f1_absent": "未提及 F1", "verdict_exact": "结论全同(各类等权)", "text_unsourced": "正文多出的语句",
    "uncited": "无出处文字比例",
    "unflagged": "未误报",
    "flagged_of_rest": "其余误报", "refused_right": "该答则答该拒则拒",
    "refused_number": "改数拒绝", "refused_swapped": "换数拒绝", "refused_citation": "换出处拒绝", "refused_quote": "改引文拒绝",
    "refused_nowhere": "无此条款拒绝",
    "omission": "遗漏", "partial_list": "列举不全", "number": "数值降低", "deadline": "时限", "frequency": "频次",
    "modality": "语气减弱", "scope": "范围收窄", "actor": "责任主体", "exception": "例外", "contradiction": "相反",
    "basis": "依据有误", "wording": "用语有误",
}

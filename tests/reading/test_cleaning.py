# ruff: noqa: E501  (Chinese letters count double)
"""Damage and its mends: every mend named, at its place; what must not be touched is not."""

from __future__ import annotations

import pytest

from assistant.reading.cleaning import clean
from assistant.types import Repair


def mended(text: str) -> str:
    return clean(text).traced.text


def repairs(text: str, kind: str) -> list[Repair]:
    return [repair for repair in clean(text).repairs if repair.kind == kind]


BODY = "各级行政机关应当严格依照法定权限和程序履行职责,不得推诿,不得超越权限,并自觉接受社会各方面的监督。"


# ------------------------------------------------------------- annotations

@pytest.mark.parametrize("letters", ["fā", "zhì", "lüè", "lu\u0308e\u0300", "\u0261uī", "nǚ", "ér", "shi4", "zhong", "ZHÌ", "yuán"])
def test_pinyin_after_a_han_character_goes(letters: str) -> None:
    text = f"推进发({letters})展,深化改（{letters}）革。"
    assert mended(text) == "推进发展，深化改革。"
    first, second = repairs(text, "annotation")
    assert (first.before, first.after, first.at) == (f"({letters})", "", 3)
    assert text[second.at :].startswith(second.before)


@pytest.mark.parametrize(
    "words", ["掌上执法(APP)", "国家标准(GB)", "第(一)项", "县(市、区)", "(fā)展", "电子表(ppt)", "平台(e-gov)", "甲(A)", "窗口(OK)"]
)
def test_what_is_not_pinyin_stays(words: str) -> None:
    assert repairs(words, "annotation") == []


# ------------------------------------------------- traditional, 著 and 着

def test_traditional_characters_go_and_each_pair_is_told_with_its_count() -> None:
    text = "建設法治政府,建設服務型政府,落實責任。"
    assert mended(text) == "建设法治政府，建设服务型政府，落实责任。"
    told = {(repair.before, repair.after): repair.count for repair in repairs(text, "traditional")}
    assert told[("設", "设")] == 2
    assert told[("實", "实")] == 1


def test_zhu_becomes_zhe_only_where_it_is_meant() -> None:
    assert mended("著力破解難題,著眼長遠,沿著正確方向,成效顯著,著名案例,編著讀本。") == (
        "着力破解难题，着眼长远，沿着正确方向，成效显著，著名案例，编著读本。"
    )


def test_marks_of_documents_survive_the_conversion() -> None:
    assert mended("依據《條例》〔2022〕8號〈附件〉「一網通辦」").startswith("依据《条例》〔2022〕8号〈附件〉")


def test_simplified_text_is_not_converted_and_opencc_not_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from assistant.reading import read_text; read_text('一、完善制度。\\n二、干部著述乾隆年间瞭望。'); "
        "print('opencc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --------------------------------------------------------------- half width

@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("完善制度,加强监督;落实责任:一是普法.", "完善制度，加强监督；落实责任：一是普法。"),
        ("投入1,000万元,增长12.5%,比例3:1,截至8:30.", "投入1,000万元，增长12.5%，比例3:1，截至8:30."),
        ("乡镇(街道)执法(2021-2025年)", "乡镇（街道）执法（2021-2025年）"),
        ("网址https://a.example.cn/b?c=1,d:2请访问", "网址https://a.example.cn/b?c=1,d:2请访问"),
        ("使用AI(ChatGPT)辅助,推行APP(移动端)", "使用AI(ChatGPT)辅助，推行APP（移动端）"),
        ("See Annex (A), part 2: scope.", "See Annex (A), part 2: scope."),
        ("他说\"依法办事\"很重要", "他说“依法办事”很重要"),
        ("共２０２２件，占１２．５％", "共2022件，占12.5%"),
        ("一.强化队伍建设\n二.规范执法行为", "一.强化队伍建设\n二.规范执法行为"),
    ],
)
def test_marks_become_full_width_and_numbers_stay(text: str, good: str) -> None:
    assert mended(text) == good


def test_half_width_marks_are_told_once_a_kind() -> None:
    (comma,) = [repair for repair in repairs("完善,加强,落实", "half_width") if repair.before == ","]
    assert (comma.after, comma.at, comma.count) == ("\uff0c", 2, 2)


# ---------------------------------------------------------------- invisible

def test_invisible_characters_go_and_are_told_by_kind() -> None:
    text = "\ufeff法\u200b治\u202e政\U000e0041府\x00建\ue123设"
    assert mended(text) == "法治政府建设"
    assert {repair.kind for repair in clean(text).repairs} == {
        "zero_width", "bidi", "tag_character", "control", "private_use"
    }


# ------------------------------------------------------------- shifted bytes

def shift(sentence: str, lost: int, mark: str = "?") -> str:
    """The sentence as it reads when byte `lost` of its GBK is gone and `mark` stands in its place."""
    data = sentence.encode("gbk")
    head, tail = data[:lost], data[lost + 1 :]
    return head.decode("gbk") + mark + tail.decode("gbk", errors="replace")


CONTEXT = "全面推进依法行政,加快建设法治政府。严格规范公正文明执法,加强行政执法监督。\n"


@pytest.mark.parametrize("sentence", ["。全面推进依法行政", "加快建设法治政府", "，严格规范公正文明执法"])
@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_a_run_one_byte_off_reads_right_again(sentence: str, mark: str) -> None:
    broken = shift("加强行政执法监督" + sentence, 16, mark)
    text = CONTEXT * 2 + "一、" + broken + "\n" + CONTEXT
    got = mended(text)
    # The last character lost its second byte to the line's end; the first was weighed by the words around it.
    assert sentence[:-1] in got or sentence[1:-1] in got
    assert any(repair.kind in ("byte_shift", "lost_byte") for repair in clean(text).repairs)


def test_a_question_is_a_question() -> None:
    text = "群众满意不满意?关键看实效。为什么要推进改革?因为要服务群众。"
    assert [repair for repair in clean(text).repairs if "byte" in repair.kind] == []
    assert mended(text) == text.replace("?", "\uff1f")


def test_an_annotation_inside_a_character_tells_its_byte() -> None:
    # 兼備的: the tool read 鎮(zhèn) across two characters and cut 備 in two.
    text = "推進鄉鎮(zhèn)建設,打造德才兼?zhèn)涞母咚刭|(zhì)隊伍,加強鄉鎮(zhèn)工作。"
    assert mended(text) == "推进乡镇建设，打造德才兼备的高素质队伍，加强乡镇工作。"


def test_what_cannot_be_told_is_flagged_and_stays_marked() -> None:
    text = "全面推进\ufffd改革"
    (flag,) = repairs(text, "lost_byte")
    assert (flag.applied, flag.at) == (False, 4)
    assert "\ufffd" in mended(text)


# ------------------------------------------------------- page, twice, joined

def test_the_page_around_the_text_goes_and_what_it_said_is_kept() -> None:
    text = (
        "您当前的位置:首页 > 政务公开 > 政策文件\n[ 索引号 ] 0001/2023-001 [ 发文字号 ] 云府发〔2023〕6号\n"
        "[ 成文日期 ] 2023-03-09 [ 发布日期 ] 2023-03-10\n云麓市普法工作方案\n一、总体要求\n" + BODY + "\n二、工作任务\n" + BODY
        + "\n相关链接:\n关于《云麓市普法工作方案》的解读\n扫一扫在手机打开当前页\n主办单位:云麓市人民政府办公室\nICP备00000000号"
    )
    cleaned = clean(text)
    assert cleaned.traced.text.split("\n")[0] == "云麓市普法工作方案"
    assert cleaned.traced.text.rstrip().endswith("监督。")
    assert cleaned.surroundings.fields == {
        "index_number": "0001/2023-001", "doc_number": "云府发〔2023〕6号", "date": "2023-03-09", "publish_date": "2023-03-10",
    }
    assert all(text[repair.at :].startswith(repair.before) for repair in cleaned.repairs if repair.kind == "chrome")


def test_sentences_about_websites_and_copyright_stay() -> None:
    text = (
        "一、加强政府网站建设\n依托政府网站公开信息,在首页设置专栏,加强版权所有人权益保护,公布举报电话。" + BODY
        + "\n二、规范来源管理\n信息来源:由各部门提供,网站标识码统一管理,扫一扫即可办理,技术支持由大数据局负责,分享到各平台。"
    )
    assert repairs(text, "chrome") == []


def test_the_last_lines_of_an_annex_are_not_a_footer() -> None:
    text = "某方案\n一、甲\n" + BODY + "\n附件1\n责任分工表\n主办单位:县司法局\n党政机关\n事业单位\n部门网站"
    assert repairs(text, "chrome") == []


def test_a_second_body_goes_once_and_its_title_with_it() -> None:
    body = "\n".join(f"会议强调，第{number}条措施要落实到位，各单位要按照职责分工抓好推进，确保取得实效。" for number in range(9))
    text = f"云麓市召开会议\n时间:2023-01-02 来源:云麓日报\n{body}\n主办:云麓日报社\nICP备1号\n云麓市召开会议\n{body}\n"
    assert mended(text).count("第3条措施") == 1
    assert mended(text).count("云麓市召开会议") == 1
    (told,) = repairs(text, "duplicate_body")
    assert text.find("云麓市召开会议", 10) == told.at


def test_a_sentence_used_twice_is_not_a_second_body() -> None:
    text = "一、要求\n" + BODY + "\n" + "完善制度建设。" * 30 + "\n二、任务\n" + BODY + "\n" + "加强执法监督。" * 30
    assert repairs(text, "duplicate_body") == []


def test_a_second_body_goes_where_the_first_repeats_itself_and_the_copy_lacks_a_line() -> None:
    lines = [f"第{number}项任务要按照职责分工抓好落实，确保按期完成并取得实效。" for number in range(12)]
    body = [*lines[:5], lines[1], lines[2], *lines[5:], "各部门要加强协同配合，形成工作合力，及时报告重要情况。"]
    copy = [line for index, line in enumerate(body) if index != 9]
    text = "\n".join(("某县工作安排", *body, "版权所有：某县人民政府", "某县工作安排", *copy))
    assert [line for line in mended(text).split("\n") if line.strip()] == ["某县工作安排", *body]


def test_a_sentence_used_often_is_not_a_second_body() -> None:
    assert repairs("\n".join([BODY] * 8), "duplicate_body") == []


def test_a_title_printed_twice_is_kept_once() -> None:
    text = "云麓市2022年度法治政府建设情况\n\n云麓市2022年度法治政府建设情况\n\n一、成效\n" + BODY
    assert mended(text).count("2022年度") == 1


def test_joined_paragraphs_are_broken_apart_at_their_numbers() -> None:
    text = "某实施方案 为推进工作,制定本方案。 一、总体要求 坚持党的领导。 二、任务 (一)普法。开展宣传。 (二)执法。规范行为。 三、保障 加强领导。"
    lines = mended(text).split("\n")
    assert [line[:4] for line in lines] == ["某实施方", "为推进工", "一、总体", "坚持党的", "二、任务", "（一）普", "（二）执", "三、保障", "加强领导"]


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_lines_cut_at_a_fixed_width_are_joined(indent: str) -> None:
    paragraphs = [
        "一、完善制度", *[f"（{number}）加强行政执法监督。" + BODY.replace(",", "\uff0c") * 2 for number in "一二三四"], "二、强化保障",
        "各部门要压实责任" + "\uff0c狠抓落实" * 12 + "。",
    ]
    cut = "\n".join("\n".join((indent + p)[at : at + 30] for at in range(0, len(indent + p), 30)) for p in paragraphs)
    assert [line.strip() for line in mended(cut).split("\n")] == paragraphs
    assert [repair.kind for repair in clean(cut).repairs] == ["wrapped_lines"]


def test_short_lines_of_a_list_are_not_joined() -> None:
    text = "\n".join(f"完善行政执法监督工作体系建设任务{number}号要求" for number in "甲乙丙丁戊己庚辛壬癸子丑")
    assert repairs(text + "。\n" + BODY * 3, "wrapped_lines") == []
    assert repairs(f"清单\n{text}\n短\n{text}\n又短\n{text}\n终", "wrapped_lines") == []


def test_an_enumeration_inside_a_paragraph_is_not_broken_apart() -> None:
    text = "一、总则\n" + BODY * 9 + "坚持以下原则:一、依法;二、公开。\n二、任务\n" + BODY
    assert repairs(text, "joined_lines") == []


def test_a_table_of_contents_is_not_the_text() -> None:
    text = "某办法\n目  录\n第一章 总则……1\n第二章 职责……2\n第一章 总则\n第一条 为了规范工作。\n第二章 职责\n第二条 各部门负责。"
    assert mended(text).count("第一章") == 1


# --------------------------------------------------------------- lost marks

@pytest.mark.parametrize(
    ("text", "before", "suggestion"),
    [
        ("成文于20221014日", "20221014日", "2022年10月14日"),
        ("按照云府发〔20228号执行", "〔20228号", "\u30142022\u30158号"),
        ("按照云府发2022〕8号执行", "2022〕8号", "\u30142022\u30158号"),
        ("实施纲要(20212025年)", "20212025年", "2021—2025年"),
        ("自202212月起", "202212月", "2022年12月"),
        ("2022度工作", "2022度", "2022年度"),
        ("2021—2025年)", "2021—2025年\uff09", "\uff082021—2025年\uff09"),
        ("落实《规划(2021-2025)》", "2021-2025", "2021-2025年"),
    ],
)
def test_a_lost_mark_is_told_and_not_put_in(text: str, before: str, suggestion: str) -> None:
    told = [repair for repair in clean(text).repairs if not repair.applied and repair.kind == "lost_char"]
    assert [(repair.before, repair.after) for repair in told] == [(before, suggestion)]
    assert mended(text[told[0].at :]).startswith(before)
    assert suggestion not in mended(text)


def test_marks_without_a_partner_are_told() -> None:
    told = repairs("推行“双随机一公开监管,落实《条例,完善(街道机制。", "unpaired")
    assert [repair.after for repair in told] == [
        "“双随机一公开监管”，落实《条例，", "《条例》，完善（街道机制。", "（街道机制）。"
    ]


@pytest.mark.parametrize(
    "text", ["电话20221014,编号20212025号", "地区生产总值20232024万元", "2022年10月14日", "〔2022〕8号", "(2021—2025年)", "“一网通办”(试行)"]
)
def test_whole_numbers_and_pairs_are_not_told(text: str) -> None:
    assert [repair for repair in clean(text).repairs if not repair.applied] == []

"""Personal data that a public document must not carry (个人信息保护法; 政府信息公开条例第十五条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import View
from assistant.review.internal.words import word_list
from assistant.types import InternalFinding

_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_CARD = re.compile(r"(?<!\d)[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3,7}(?!\d)")
_CARD_NEAR = re.compile("卡号|银行卡|账号|帐号|账户|开户|存折|社保卡")
_OFFICE = re.compile(r"(?<![\d.])(?:0\d{2,3}\s?[-—]\s?\d{7,8}|[（(]0\d{2,3}[）)]\s?\d{7,8})(?!\d)")
_CONTACT = re.compile(r"联\s*系\s*人[：:]?\s*[\u4e00-\u9fff]{2,4}")
_HOTLINE = re.compile("热线|举报|监督电话|咨询|投诉|值班|服务电话|传真")
_PASSPORT = re.compile(r"(?:护照|通行证)(?:号码?)?[：:]?\s*[A-Z]\d{8}")
_HOME = re.compile(r"(?:家住|住址[：:]?|现住|户籍地址?[：:]?)[^，。；]{4,30}(?:号|室|组|栋|单元)")
_BLOOD = re.compile(r"(?:患有|确诊|感染)[\u4e00-\u9fff]{0,8}(?:病|症|艾滋|乙肝|癌)")
_MASKED = re.compile("[某×xX*＊○]")


def check(view: View) -> Iterator[InternalFinding]:
    """Numbers of persons and their cards, private persons by name; office telephones are only noted."""
    identities = set()
    for passage, match in view.search(_IDENTITY):
        identities.add((passage.clause.id, match.start()))
        sure = _checksum(match.group())
        yield passage.finding(
            "personal_data",
            "high",
            match.start(),
            match.end(),
            "含公民身份号码，不得公开",
            "删去或遮盖",
            0.99 if sure else 0.85,
        )
    for passage, match in view.search(_MOBILE):
        start, end = passage.around(match.start(), match.end(), 20)
        yield passage.finding(
            "personal_data", "high", start, end, "含手机号码，不宜公开个人联系方式", "删去或改用办公电话", 0.95
        )
    for passage, match in view.search(_CARD):
        if (passage.clause.id, match.start()) in identities:
            continue
        digits = re.sub(r"\D", "", match.group())
        if (
            15 <= len(digits) <= 19
            and _luhn(digits)
            and _CARD_NEAR.search(passage.text[max(0, match.start() - 20) : match.start()])
        ):
            yield passage.finding(
                "personal_data", "high", match.start(), match.end(), "含银行卡或账户号码，不得公开", "删去", 0.95
            )
    for pattern, what in ((_PASSPORT, "证件号码"), (_HOME, "家庭住址"), (_BLOOD, "个人健康信息")):
        for passage, match in view.search(pattern):
            if pattern is _BLOOD and not _person(passage.text[max(0, match.start() - 12) : match.start()]):
                continue
            yield passage.finding(
                "personal_data", "high", match.start(), match.end(), f"疑含{what}，不宜公开", "删去或遮盖", 0.8
            )
    yield from _names(view)
    yield from _offices(view)


def _person(text: str) -> bool:
    surnames = "".join(word_list("privacy", "surnames"))
    return bool(re.search(rf"(?:{'|'.join(word_list('privacy', 'roles'))})[{surnames}][\u4e00-\u9fff]{{1,2}}", text))


def _names(view: View) -> Iterator[InternalFinding]:
    roles, surnames = "|".join(word_list("privacy", "roles")), "".join(word_list("privacy", "surnames"))
    pattern = re.compile(
        rf"(?:{roles})(?P<name>[{surnames}][\u4e00-\u9fff]{{1,2}})"
        r"(?=[，、。；（(：:]|反映|投诉|举报|诉|等\d*人|因|申请|与[\u4e00-\u9fff]{2,3}(?:因|发生|之间)|不服|涉嫌)"
    )
    for passage, match in view.search(pattern):
        if not _MASKED.search(match["name"]) and match["name"][:2] not in word_list("privacy", "not_names"):
            yield passage.finding(
                "personal_data",
                "medium",
                match.start(),
                match.end(),
                "公开了个案当事人姓名",
                "隐去姓名（如“王某”）",
                0.85,
            )


def _offices(view: View) -> Iterator[InternalFinding]:
    """Office telephones, once a document; with a contact's name they count a little more."""
    found = [
        (passage, match)
        for passage, match in view.search(_OFFICE)
        if not _HOTLINE.search(passage.text[max(0, match.start() - 12) : match.start()])
    ]
    if not found:
        return
    passage, match = found[0]
    contact = next(((p, m) for p, m in view.search(_CONTACT)), None)
    line = passage.text.rfind("\n", 0, match.start()) + 1
    start = max(line, match.start() - 20)
    named = "，并有联系人姓名" if contact else ""
    yield passage.finding(
        "office_phone", "low", start, match.end(), f"含办公电话{named}，公开前请确认必要", "确认是否公开", 0.75
    )


def _checksum(number: str) -> bool:
    """Whether the last sign of an 18-digit identity number is right (GB 11643).

    >>> _checksum("11010519491231002X"), _checksum("110105194912310021")
    (True, False)
    """
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _luhn(digits: str) -> bool:
    """
    >>> _luhn("6222020200112233440"), _luhn("6222020200112233446")
    (False, True)
    """
    total = 0
    for position, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if position % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0

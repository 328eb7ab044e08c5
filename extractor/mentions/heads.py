"""What the words at the head of a list say of those in it, and what a paragraph that leads a list in says.

    捐款名单                                        they give
    获得救助的有                                     they get
    现将首批捐款发放给5名学生,名单如下:                 what is given is handed on: they get
    工会把慰问金送到4名患儿家中。名单如下:               the last sentence says nothing else: the one before does
    收到捐款3万元。值班人员名单如下:                    who is listed is told, and is nobody of those before

Only the last two clauses of a sentence count: what it tells before that led to the list.  A sentence
that tells both who gives and who gets, and hands nothing on, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.mentions.numbering import NUMBER
from extractor.model import PartyRole
from extractor.offsets import Span, line_of

_TEAM = regex.compile(
    # 参加慰问的有甲、乙
    r"(?:参加|参与|陪同|出席|随同|组织)[^,，。;；:：]{0,12}的|"
    # 各班联系困难学生的教师
    r"(?:联系|帮扶|结对|资助|关爱|帮助|辅导|照顾|包[户保村])[^,，。;；:：]{1,12}的(?:教师|老师|干部|党员|职工|企业|单位|同志|医生|律师|志愿者|人(?!员?家))|"
    r"(?<!(?:享受|领取|获得|接受|得到|符合)[^,，。;；]{0,12})(?<!以下|下列|如下|困难|特困|贫困|受助|救助|资助|补助|帮扶|慰问|失业|伤残)人员|(?:慰问|走访|帮扶|检查|督导)[组团队]|组员|成员|小组|帮扶人(?=\s|[:：]|\Z)|工作[组队]|领导|干部|出席|陪同|责任人|经[办手]|复核|证明人|志愿者|记者|作者|编辑|审核(?=[人员:：\s]|\Z)"
)
_GIVES = regex.compile(
    r"捐(?!助对象|给|助金|[款赠资]?(?:仪式|启动)|[款赠]?(?:工作)?(?:领导)?小组)|认捐|爱心榜|功德|奉献|特殊党费|(?:收到|接[收受]|[募筹]集|募得)[^,，。;；]{0,8}(?:善款|爱心款)"
)
# 首批捐款发放给5名学生, 捐款发放名单; but 捐款资助学生的有
_HANDS_ON = regex.compile(
    r"(?:[把将用]|[首这]批|这笔|上述|所[得募收])[^,，。;；]{0,8}捐[款赠资物][^,，。;；]{0,12}?(?:发|分|转交|送|用于|资助|救助|补助)"
    r"|捐[款赠资物]的?(?:发放|分配|使用|[拨支]付|发给|去向|流向)"
)
_GETS = regex.compile(
    r"(?:受助|受捐|捐助|救助|资助|慰问|走访|看望|帮扶|补助|补贴|救济|受益|困难|特困|贫困|低保|五保|受灾|获奖|领取|领款人|享受|发放|[发送分]给)"
    r"(?!资金|款)|[奖助]学金|助学(?!贷款|政策|工作|中心)|贴息|(?:[下划调]拨|分[配送发]|配[送发]|发往|捐赠给|去向)(?!小组|工作)"
)
# 工资发放表, 扣款名单: money that is no aid; 低保退出: who gets it no more
_NO_AID = regex.compile(
    r"工资|薪酬|劳务费|加班费|应发|实发|欠[缴交]|扣款|罚款|缴费|收费|报销|称号|荣誉|评委|裁判|任务|指标|征订|订阅|比赛|竞赛|大赛|征文|演讲|评比|评选|标兵|先进(?:工作者|个人|集体)|运动会"
)
_NO_MORE = regex.compile(r"(?:退出|取消|停发|停保|不予|未通过|不符合|清退)[^,，。;；]{0,10}\Z")


def said(head: str) -> PartyRole | None:
    """Return what the head of a list says of those in it."""
    if _NO_MORE.search(head):
        return PartyRole.OTHER
    if _NO_AID.search(head):
        return None
    if _GIVES.search(head) and not _HANDS_ON.search(head):
        return PartyRole.DONOR
    if _TEAM.search(head):
        return None
    is_got = _GETS.search(head) or _HANDS_ON.search(head)
    return PartyRole.RECIPIENT if is_got else None


# --- where it stands -----------------------------------------------------------------------------

LONGEST_HEAD = 30
_LINES = 60  # how far below its head a list may go on
# 1.云峰寺 20,000元; but not 二、救助支出 20,000元, nor a line that leads others in
_ROW = regex.compile(
    r"[ \t\u3000]*(?![一二三四五六七八九十]{1,2}、)(?![^\n]*(?:支出|收入|使用|用[于途]|发放|拨付|分配|资助|救助|余额|结余))"
    r"[^\n。]{1,40}(?<=[\d元人名户位个只箱套件床袋吨斤册台)）%％])[。;；,，]?[ \t\u3000]*"
)

# 金鹿超市 | 20000元 | 助学, 金鹿超市  口罩500只  县医院: cells, one of which is a figure, or tells of what it is
_TABLE_ROW = regex.compile(
    r"[^\n。]{1,40}?(?:[ \t\u3000]*\|[ \t\u3000]*|[ \t\u3000]{1,8})[¥￥]?(?:[\d一二三四五六七八九十]|\p{Han}{2,8}\d)[^\n。]{0,60}"
)


def is_table_row(line: str) -> bool:
    """Tell whether a line, without the blanks around it, is a row of a table: cells, and figures in them."""
    return _TABLE_ROW.fullmatch(line) is not None


def lines_above(text: str, line: int, most: int = _LINES) -> Iterator[Span]:
    """Yield up to ``most`` lines above the one that begins at ``line``, the nearest first."""
    for _ in range(most):
        if line == 0:
            return
        above = Span(line_of(text, Span(line - 1, line - 1)).start, line - 1)
        line = above.start
        yield above


def head_above_rows(text: str, line: int) -> str:
    """Return the line that stands above the rows of which one begins at ``line``."""
    for above in lines_above(text, line):
        is_row = _ROW.fullmatch(text, above.start, above.end)
        if not is_row and not ("|" in (row := above.slice(text).strip()) and is_table_row(row)):
            return above.slice(text).strip()
    return ""


def said_in_line(head: str) -> PartyRole | None:
    """Return what a line above a list says of those in it: a head, or a paragraph that leads it in."""
    if len(head) <= LONGEST_HEAD and "。" not in head:
        return said(head)
    following = _the_following(head)
    if following is not None:
        return said(following)
    return said_leading_in(head) if is_led_in(head) else None


# 拟对下列8名困难学生发放助学金,公示期5天。⏎一等⏎甲 乙
_FOLLOWING = regex.compile(
    r"[^,，。;；\n]{0,30}?(?<![\d元岁分万])(?:下列|以下)(?:[\d一二三四五六七八九十百]{1,4}余?[名人户位家个所])?"
    r"[^,，。;；:：\n]{0,14}?(?:学生|同学|同志|人员?|家庭|户|职工|单位|企业|村民|居民|群众|学子|儿童|孩子|教师|党员|会员|学校|对象)[^,，。;；:：\n]*"
)


def _the_following(paragraph: str) -> str | None:
    """Return the last clause of a paragraph that tells of the following, if it goes on and is not led in."""
    if is_led_in(paragraph):
        return None
    clauses = [match[0] for match in _FOLLOWING.finditer(paragraph[-_FAR:])]
    return clauses[-1] if clauses else None


# 一等(每人1500元), 高一(3)班:, 石坝小学(2人): which of those a list goes on with
_PART = regex.compile(
    rf"(?:{NUMBER}\s*)?"
    r"(?:第?[一二三四五六七八九十\dA-Da-d甲乙丙丁特]{1,3}(?:等|类|级|档|批|组|期)次?(?:[奖助]学金|资助|补助|救助)?"
    r"|[\p{Han}\d（()）]{1,12}?(?:生产队|大队|小队|小?组|支部|分队|车间|分厂|班|年级|小学|中学|高中|[一二三四五]中|学校|学院|校区|学部|[乡镇村]|社区|街道|居委会|项目部|分会|系|专业|分公司)"
    r"|(?:本科|专科|大专|中专|高职|高中|初中|小学|学前|中职|研究)(?:阶段|[组部段]|新?生|学生)?)"
    r"(?:\s*[（(][^（()）\n]{1,24}[)）]|\s*共?\d+[名人户位])*\s*[:：]?"
)


def is_of_a_part(line: str) -> bool:
    """Tell whether a line, without the blanks around it, names a part of those a list is of."""
    return _PART.fullmatch(line) is not None


# --- a paragraph that leads a list in ------------------------------------------------------------

_FAR = 120  # code points back from the list

# …有9人享受生活补助,共发放5500元。名单如下:
_IS_LED_IN = regex.compile(
    r"(?:[:：]|(?:[见如]下|下列)[^,，。\n]{0,6}。?)(?:\s*[（(][^（()）\n]{1,12}[)）])?[:：]?\Z"
)
_NOTHING_ELSE = regex.compile(r"[^,，。;；]{0,6}(?:名单|名册|明细|情况|具体|详)[^,，。;；]{0,8}\Z")
# 名单如下, 现将名单和金额公示如下; but 值班人员名单如下
_OF_WHOM = regex.compile(
    r"(?:现|[现特]?将|其|具体|详细|有关|相关|个人|分户|逐户|各(?:[户人县区乡镇村社地校]|县区|乡镇|镇街|村居?|社区|学校|单位|部门|班级?)|数量|数额?|份额|分[配发]表?|清单|统计|姓名|名单|名册|名录|明细表?|情况|金额|数额|款额|公布|公示|公告|通报|[见如列]下|于[下后]|详见|下表|[及和与的为])+[:：]?"
)
# 发放名单公示如下,共计6户,7400元:
_SUMS_UP = regex.compile(
    r"(?:共计?|合计|总计|计|金额|人民币)*[\d一二三四五六七八九十百千][\d.,，一二三四五六七八九十百千万余]*\p{Han}{1,3}"
)
_STOP = regex.compile(r"[。;；]")
_COMMA = regex.compile(r"(?<!\d)[,，]|[,，](?!\d{3})")
_GIVEN_OUT = regex.compile("发放|[发分送]给|送到|领取|领到")
# 为困难学生捐款, 捐助3万元: those who give are told of
_FOR_WHOM = regex.compile(r"[为给向][^,，。]{1,16}(?=捐)|捐[助资]")
# 送到4名患儿家中, 交到村民手里
_INTO_HANDS = regex.compile(r"[送发交递][到至给在进][^,，。]{0,16}(?:家[中里]|手[中里上])")


def is_led_in(paragraph: str) -> bool:
    """Tell whether a paragraph leads a list in: 名单如下:."""
    return _IS_LED_IN.search(paragraph) is not None


def led_in_by(paragraph: str) -> str:
    """Return what a paragraph says that leads a table in: its last sentence, or more if that is 名单如下."""
    words = paragraph[-_FAR:].rstrip(":：。")
    last = words.rpartition("。")[2]
    return words if _NOTHING_ELSE.fullmatch(last) else last


def said_leading_in(paragraph: str) -> PartyRole | None:
    """Return what a paragraph that leads a list in says of those in the list."""
    sentences = _STOP.split(paragraph[-_FAR:].rstrip(":：。"))
    for sentence in reversed(sentences[-2:]):
        clauses = _COMMA.split(sentence)
        while clauses and any(p.fullmatch(clauses[-1]) for p in (_OF_WHOM, _SUMS_UP)):
            clauses.pop()
        if clauses:
            return _said_in(clauses[:-1], clauses[-1])
    return None


def _said_in(told: list[str], whom: str) -> PartyRole | None:
    """Return what a clause says, or with the one before it, where one of giving and getting is told."""
    has_given = any(_GIVES.search(clause) for clause in told)
    for clauses in (whom, ",".join([*told[-1:], whom])):
        if _INTO_HANDS.search(clauses) and not _NO_AID.search(clauses):
            return PartyRole.RECIPIENT
        role = said(clauses)
        if role is PartyRole.DONOR and _GETS.search(_FOR_WHOM.sub("", clauses)):
            return None
        if role is PartyRole.RECIPIENT and has_given and not _GIVEN_OUT.search(clauses):
            return None
        if role is not None:
            return role
    return None

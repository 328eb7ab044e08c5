"""Whether something is given for the one named, or for all of a list or of so many.

为困难职工⟦李某⟧捐款                       for him, whom a kind of people names
为贫困学生⟦甲⟧、⟦乙⟧捐书包                  for those of a list
对卧病在床的⟦甲⟧、⟦乙⟧两位,由村支书丙送到家中    brought to them by another
⟦甲⟧、⟦乙⟧两人,村里各奖1000元                they are the topic of what is given
⟦白某⟧等20名同学, ⟦张某⟧等3人各得             one of so many who get it
减免了⟦巩某⟧的住院费                        whose cost another pays
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.persons.scene import NONE, REACH, Evidence, Scene
from extractor.mentions.persons.titles import TITLED, said_by_title, title_before
from extractor.model import PartyRole
from extractor.offsets import Span

# 为贫困学生甲、乙捐书包, 为甲的女儿交了学费
_FOR = re.compile(r"(?:为|给|向)[^,，。;；:：\n为给向]{0,14}\Z")
_GIFT = regex.compile(
    r"(?:同志|先生|女士|同学|老师)?(?:等?[\d一二两三四五六七八九十]{0,3}[人名户位](?:[\u4e00-\u9fff]{1,8}?)?)?(?:的?(?:[儿女]儿?子?|孩子|母亲|父亲|妻子|丈夫|老伴|一家|家))?(?:各|分别|也|又|还|再|先)*"
    # 为某某治病捐款
    r"(?:治病|看病|治疗|手术|医治|救命|上学|读书|求学|圆梦|重建|建房|渡过难关)?(?:的)?(?:爱心)?"
    r"(?:捐(?!建)|赠|送[去上来了]|留下|放下|凑[了出]|发放|垫[付交]|交(?:了|学费|清|住院)|缴[纳清]|购买|申[请领]|争取|落实|募捐|募[集得到]|筹[集得到措款]|植入|安装|[装配]上|配[备置])"
)
# 对卧病在床的⟦甲⟧、⟦乙⟧两位,由村支书丙送到家中
_AS_FOR = regex.compile(r"(?<![针面])对[^,，。;；:：\n]{0,16}\Z")
_BROUGHT_BY = regex.compile(
    r"(?:老人|同志|同学)?等?(?:[\d一二两三四五六七八九十]{1,3}[人名户位]\p{Han}{0,4})?[,，]由[^。;；\n]{2,40}?(?:送[到去上]|上门|慰问|发放)"
)
# 考上大学的⟦甲⟧、⟦乙⟧两人,村里各奖1000元; but 书记甲、段长乙,送去1000元
_WHOSE = r"(?:村[里委]?(?:委?会)?|镇[里政]?府?|乡[里政]?府?|县[里政]?府?|局[里机]?关?|厂[里方]?|公司|单位|工会|学校|校方|班里|社区|街道|居委会|政府|民政(?:局|办|所)|慈善会|红十字会|商会|协会|基金会|集团|矿[里上]|队[里上]|所里|院里|组织|组里|合作社)"
_EACH = "(?:每[人户名家位]|各|分别|人均)"
_AS_TOPIC = regex.compile(
    rf"(?:老人|同志|同学)?(?:等?[\d一二两三四五六七八九十]{{1,3}}[人名户位]\p{{Han}}{{0,4}})?[,，]"
    rf"(?:(?:[^,，。;；\n\d]{{0,6}}{_WHOSE})(?:也|都|还|又|一次性|及时|当即)*{_EACH}?|{_EACH})(?:都|也)?"
    r"(?:放下|留下|塞[了给]|奖励?|补助|资助|救助|发放?|送[去上]|给予|慰问|补贴)了?[^\W\d]{0,8}"
)
_GETS = regex.compile(
    r"(?:同学|学生|职工|员工|群众|村民|居民|教师|老人|孩子|儿童|学子|家庭)?(?:获奖|获助|获救助|受助)?[,，]?"
    r"(?:每人|每户|各|都|分别)?(?:获|得|领|收到|拿到)"
)


# 减免了巩某的住院费3200元
_PAID = re.compile(r"(?:减免|免除|免去|免收|垫付|代付|结清|交清|报销)了?\Z")
_COST = regex.compile(
    r"(?:老人|同志|同学)?的?(?:全部|部分)?[^,，。;；\n\d]{0,6}[费款](?!用?标准|用?项目)"
)


# 把助学金打到咸某的卡上
_SENT = re.compile(r"(?:打|汇|存|转|划)[到入进给]了?\Z")
_CARD = regex.compile(
    r"(?:老人|同志|同学)?的?(?:个人|银行|储蓄|存折|社保|惠农|资助)*(?:卡|账户|帐户|存折|账号)"
)


# 救救韩某, 帮某某一把
_CALLED_FOR = regex.compile(
    r"(?:救救|帮帮|救助|帮助)(?:患[^,，。;；\n]{1,8}的)?(?:\p{Han}{0,3}(?:男孩|女孩|姑娘|少年|儿童|学生|同学|孩子))?\Z"
)
_A_HAND = regex.compile(r"(?:一家|同学|老人)?(?:一把|渡过难关|度过难关|一臂之力)")


# 王秋莲脑瘤开刀帮5000元, 李铁锤家着火帮3000元
_HELPED = regex.compile(
    r"(?:老人|同志|同学)?家?[^,，。;；\n\d]{0,8}?(?:[癌瘤病火]|住院|开刀|手术|[翻盖修建]房|房[倒塌]|上学|考上[^,，。;；\n\d]{0,6}|去世|车祸|[摔烧砸]伤)[^,，。;；\n\d]{0,4}"
    r"(?:帮|给|补助?|救助|资助|慰问)了?"
)


def is_called_for(span: Span, scene: Scene) -> bool:
    """Tell whether readers are called on to help the one named: 救救韩某, 帮某某一把."""
    text, low = scene.text, max(0, span.start - 14)
    if _CALLED_FOR.search(text, low, span.start):
        return (
            text.startswith(("\n", "!", "！"), span.end)
            or _A_HAND.match(text, span.end) is not None
        )
    return text.startswith("帮", span.start - 1) and _A_HAND.match(text, span.end) is not None


def is_given_for(span: Span, scene: Scene) -> bool:
    """Tell whether it is given for the one named, whom a kind of people names: 为职工李某捐款."""
    low = max(0, span.start - REACH)
    title = said_by_title(title_before().search(scene.text, low, span.start))
    is_for = _FOR.search(scene.text, low, span.start)
    return is_for is not None and (
        is_for.end() == is_for.start() + 1 or title[1] is PartyRole.RECIPIENT
    )


def given_to_list(first: Span, last: Span, scene: Scene) -> Evidence:
    """Return what a gift for those from ``first`` to ``last`` says of them: 为甲、乙捐书包."""
    low = max(0, first.start - REACH)
    is_paid = _PAID.search(scene.text, low, first.start) and _COST.match(scene.text, last.end)
    is_sent = _SENT.search(scene.text, low, first.start) and _CARD.match(scene.text, last.end)
    if is_paid or is_sent:
        return 3, PartyRole.RECIPIENT
    helped = _HELPED.match(scene.text, last.end)
    if helped is not None and scene.has_amount(helped.end(), helped.end()):
        return 3, PartyRole.RECIPIENT
    topic = _AS_TOPIC.match(scene.text, last.end)
    if topic is not None and scene.has_amount(topic.end(), topic.end()):
        return 3, PartyRole.RECIPIENT
    if _AS_FOR.search(scene.text, low, first.start) and _BROUGHT_BY.match(scene.text, last.end):
        return TITLED, PartyRole.RECIPIENT
    if _FOR.search(scene.text, low, first.start) and _GIFT.match(scene.text, last.end):
        return TITLED if is_given_for(first, scene) else 3, PartyRole.RECIPIENT
    return NONE


def stands_for_getters(span: Span, scene: Scene) -> bool:
    """Tell whether the name or list stands for those who get: 白某等20名同学, 张某等3人各得."""
    start = span.end + (scene.text[span.end : span.end + 1] == "等")
    end = scene.figures.get(start)
    return end is not None and (end in scene.groups or _GETS.match(scene.text, end) is not None)

"""What a story of help tells of the one it names, where no title and no verb beside the name does.

    ⟦池某⟧穿上新棉袄, ⟦霍某⟧戴上新手套              what was given is put on
    ⟦褚某⟧在接过慰问金时                            or taken
    ⟦牛某⟧、⟦牛某⟧两户房子进了水,书记送去被褥        need of the one the clause is about
    ⟦鄢某⟧考上医学院,女工们凑了3600元               a place to study, and money for it
    ⟦梁某⟧在外地治疗,慰问金由科室转交                what is for the one named is handed on
    脱贫户⟦谢某⟧腿有残疾,局里把他介绍到服装厂        others do something for him
    高二学生⟦徐某⟧代表受助学生发言                  one of those who got
    年纪最大的⟦罗某⟧                                one of those told of
    社区送来轮椅后,⟦卓某⟧终于能出门                 for whom something was brought
    在⟦邱某⟧的店里,副县长答应替他协调房租       who is gone to, and something done for him
    从校友⟦丁某⟧手中接过助学金                      who hands over what he gives
    阎某因病去世,女儿⟦阎某⟧考取大学                 the one left is told of, and not the dead
    养路工麻某守山21年,段长佟某握着他的手           whose hand is held
    感谢信⏎…我叫⟦高某⟧                              who writes a letter of thanks
    主治医师万某介绍,手术需要20万元                 who speaks of the need of others has none

A clause about need says nothing of someone who learns of it (书记得知村民患病), and what is told of a
name does not reach past the next one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import regex

from extractor.mentions.persons.families import kin_named
from extractor.mentions.persons.helped import ADDRESS, OF_ANOTHER, OWN, SPEAKS, is_helped
from extractor.model import PartyRole
from extractor.offsets import Span, first_mark

_FAR = 60  # code points behind a name that its story may take

_AID = (
    r"(?:慰问|救助|补助|助学|资助|抚恤|奖学|爱心|压岁|善款|捐款|红包|钱|棉[被衣袄服]|被[子褥]|大米|面粉|米面|"
    r"食用油|年货|书包|文具|图书|轮椅|礼包|物资|煤|衣物|羽绒服|药|毛巾|凉茶|绿豆汤|西瓜|月饼|粽子|饺子|新鞋|新衣|校服|手套|水壶)"
)
_TAKES = re.compile(
    rf"{ADDRESS}(?:[在从双][^,，。;；:：“\n]{{0,14}}?)?(?:接过|领到|收到|拿到|领取|捧着|拿着|接到)了?[^,，。;；:：\n]{{0,10}}?{_AID}"
)
# 穿上新棉袄, 盖着刚送来的新棉被; a uniform or a helmet is put on for work
_PUTS_ON = regex.compile(
    rf"{ADDRESS}(?:当场|当即|高兴地|试着)*(?:(?:穿|戴|披|盖|换|套|坐|住|搬|裹|围)[上着进]了?|[把将](?=[^,，。;；\n]{{1,12}}[穿披戴盖铺围]在))"
    r"(?:[刚才]?(?:送来|新?发|领到?|捐[赠来]|买来?)的|崭新的?|新|厚|暖)"
    r"(?!军装|警服|制服|工[装作服]|西装|安全帽|头盔|马甲|口罩|岗|任|形象|设备|装备|办公)"
)
_SPEAKS_FOR = regex.compile(
    r"(?:同学)?代表[^,，。;；\n]{0,4}(?:受助|受捐|获助|受资助|获资助|获奖|受益)[^,，。;；\n]{0,8}"
)
_IN_NEED = (
    r"(?:(?:房屋|房子|住房|屋|土坯房|老房|平房|瓦房|家里?|家中)[^,，。;；\n]{0,4}?(?:进了?水|漏雨|漏水|被淹|倒塌|塌了|冲毁|烧毁|烧光|受损|着火|失火|起火)"
    r"|(?:腿|手|脚|眼|身体|右手|左手|右腿|左腿|肢体)[^,，。;；\n]{0,2}(?:有?残疾|不便|不灵便)|行动不便|"
    r"[腿手]脚不便|双目失明|体弱多病|无儿无女|无依无靠|靠[^,，。;；\n]{1,10}(?:维持生[计活]|养家|度日|糊口|过活)|"
    r"(?:父亲?|母亲?|父母|双亲|丈夫|妻子|老伴|儿子)[^,，。;；\n]{0,4}(?:病[故逝]|去世|身亡|离世|早逝|重病|患|遇难|溺亡|牺牲|失踪|入狱|残疾|多病|离异|离婚|离家出走)|"
    r"(?<![救治])[伤断摔扭闪]了[左右]?[腰腿手脚臂肋脊眼胳膊]|做[完过了]+[^,，。;；\n]{0,4}手术|靠透析|(?:脑梗|中风|心梗|透析|化疗|卧床)(?!患者|病)|失了火|"
    r"(?:房|屋|墙)[^,，。;；\n]{0,4}塌|被[^,，。;；\n的]{1,6}(?:[砸轧压撞烧烫刺咬炸扎绞][伤断])|[摔砸轧撞烧烫刺咬扭炸][伤成断]|受伤|骨折|"
    r"[身罹]?患(?!者|病[房区])|确诊|查出|瘫|截肢|致残|遭[遇受])"
)
_HIT = re.compile(
    rf"(?:[一二两三四五六七八九十\d]{{1,2}}[户家人])?{ADDRESS}(?:家的?)?(?:今年)?(?:[(（]?\d{{1,3}}岁[)）]?[,，]?(?:原先|原来|家里)?)?{OWN}{_IN_NEED}"
)
_SCHOOL = "(?:大学|学院|高中|中学|一中|师范|师专|医专|高专|高职|职校|技校)"
_STUDIES = re.compile(
    rf"{ADDRESS}(?:(?!{OF_ANOTHER}|当年|那年)[^。;；\n]){{0,20}}?"
    rf"(?:(?:考[上取入]|被)(?!公务|编|研究所|证)[^,，。;；\n]{{0,12}}?(?:{_SCHOOL}|本科|专科)(?!的|毕业|老师|教师|教授|时))"
)
# 考上湘南医学院的⟦瞿某⟧
_STUDENT = re.compile(
    rf"考[上取入]了?(?!公务|编|研究所|证)[^,，。;；的\n]{{0,12}}?{_SCHOOL}"
    r"(?:[^,，。;；的\n]{0,6}(?:专业|系|本科|专科))?的(?:同学|学生|女孩|男孩|孩子)?\Z"
)
_FOR_STUDY = regex.compile(r"学费|路费|助学|资助|凑|捐|奖学|补助|救助|爱心")
# 局里把他介绍到服装厂, 村里帮他申请了公租房: a body and its people do something for him
_DONE_FOR = re.compile(
    r"[,，;；](?:[^,，。;；\n]{0,10}?)(?:[里上局镇乡村部]|社区|街道|残联|妇联|工会|民政|学校|学院|公司|单位|医院|队|委|办|干部|书记|主任|政府|组织|基金会|慈善会|志愿者|大家|邻居|们)"
    r"[^,，。;；\n]{0,6}?(?:给|为|帮|替|把|将|向|帮助)[他她](?:们|家|一家)?[^,，。;；\n]{0,8}?"
    r"(?:疏通|检修|更换|换上|装上|打扫|劈柴|挑水|理发|送|申[请领办]|办[理了好]|发|安排|买|交[了纳]|落实|联系|介绍|修|缴|垫|找|解决|协调|争取|捐|配|安[装置]|翻[修建]|购)"
)
# 慰问金由科室转交, 救助款请亲属代领
_HANDED_ON = regex.compile(
    r"[,，;；](?:慰问[金品]|慰问物资|救助[金款]|补助[金款]?|助学金|红包|礼包)[^,，。;；\n\d]{0,4}(?:由|请|委托|托)"
    r"(?!他|她|其[转代捎带送])[^,，。;；\n\d]{1,12}?(?:转交|代[领收转为]|捎[去给]|送到家|带[去回给])"
)
_ELDEST = regex.compile(r"(?:年[纪龄岁]|岁数)最[大小长高](?:的|者)?[是为]?\Z")
# 这批孩子中,男孩7名,女孩5名,最小的某某只有14个月
_YOUNGEST = regex.compile(
    r"(?:孩子|患儿|儿童|学生|老人|职工|对象)[^。\n]{0,60}?[中里],?[^。\n]{0,60}[,，](?:年[龄纪])?最[小大](?:的|者)(?:一[个名位])?是?\Z"
)
# 社区送来轮椅后,卓某终于能出门; 在工会的资助下,
_AFTER_HELP = regex.compile(
    r"(?:[送发寄拨]来[^,，。;；\n]{1,14}(?:后|以后|之后)|在[^,，。;；\n]{1,16}(?:帮助|帮扶|资助|救助|关怀)下)[,，]\Z"
)
# 在按摩师邱某的店里,副县长问起生意,答应替他协调房租
_GONE_TO = regex.compile(r"(?:[在到]|走进|走到)[^,，。;；:：\n“]{0,16}\Z")
_AT_WORK = regex.compile(
    r"(?:同志|老人|师傅)?(?:开|经营|承包|家)?的[^,，。;；\n]{0,8}(?:[店铺摊棚舍场房]|地头|果园|茶园|作坊|档口|小院|院子)[里前旁上边中]{0,2}[,，]"
    r"[^。\n“]{2,60}?(?:帮|替|为|给)[她他](?:们|家)?[^,，。;；\n]{0,6}"
    r"(?:联系|协调|申[请报办领]|落实|解决|争取|办[理好]|销|维?修|配|减[免租]|送|买|垫|捐|介绍|安[排装])"
)
_CROWD = 100  # code points back to those of whom one is the youngest
_OTHER_CROWD = regex.compile(r"捐|志愿|队员|干部|委员|代表|记者|模范")
_FROM = regex.compile(r"从[^,，。;；:：\n从]{0,14}\Z")
_HANDS = regex.compile(
    rf"{ADDRESS}(?:的)?手[中里上](?:接过|领[到取过]|收[到下]|拿到|捧过)了?(?P<what>[^。;；\n]{{0,24}})"
)


# 养路工麻某在山上守了21年,段长佟某握着他的手
_HELD = re.compile(
    r"(?!的)[^。\n“”:：]{2,40}[,，](?P<who>[^,，。\n“]{0,14}?)(?:紧紧|紧)?(?:握着|拉着|握住|拉住)了?[他她]的(?:双)?手"
)
_IN_OFFICE = regex.compile(r"[长记任席]")
# 我叫某某, in a letter of thanks
_WRITES = "我叫"
_LETTER = regex.compile(r"(?:感谢|求助|致谢)信|(?:助学|救助)金?申请")
_HEAD = 60  # code points that say what a letter is


# 屈某的慰问金被侄子冒领
_ITS_AID = regex.compile(
    r"(?:老人|同志|同学|一家)?的(?:慰问[金品]|救助[金款]|补助[金款]|低保金|助学金|抚恤金|养老金)(?:被|由|已|都|全|打|没|未|存|还没)"
)


def handed_over(text: str, span: Span) -> PartyRole | None:
    """Return what a gift that goes from hand to hand says of the one named.

    He gives what is taken 从…手中, and gets what he takes or puts on, or speaks of for those who got.
    """
    match = _HANDS.match(text, span.end)
    if match is not None and _FROM.search(text, max(0, span.start - 16), span.start):
        return PartyRole.DONOR if regex.search(_AID, match["what"]) else PartyRole.OTHER
    takes = any(
        p.match(text, span.end) is not None
        for p in (_TAKES, _PUTS_ON, _HOLDS, _SPEAKS_FOR, _ITS_AID)
    )
    return PartyRole.RECIPIENT if takes else None


def kin_takes(text: str, span: Span, names: Collection[int]) -> bool:
    """Tell whether someone of the family, named behind the name, takes what is given."""
    start = kin_named(text, span, names)
    return start is not None and any(_TAKES.match(text, start + size) for size in (2, 3, 4))


# 把红包举给邻居看, 把新鞋揣在怀里
_HOLDS = regex.compile(
    rf"{ADDRESS}[把将](?:刚[领发]的|崭新的|手里的|新)?[^,，。;；:：“\n]{{0,6}}?{_AID}[^,，。;；\n送捐交给塞]{{0,3}}?(?:举|揣|攥|捧|抱|搂|捂|贴|穿|戴|盖|披)"
)
# 接过话筒, 收到感谢信: what is taken and is no aid
_NO_AID = regex.compile(
    r"(?<=接过|[收领拿]到|捧着|拿着)了?[^,，。;；\n\d]{0,6}?(?:话[筒题茬头]|麦克风|锦旗|奖[牌杯状章]|证书|聘书|接力棒|担子|重任|电话|通知|消息|短信|"
    r"信(?!用)|举报|材料|名单|报告|文件|任务|方向盘|诉求|投诉|线索|旗帜?)"
)


def is_no_aid(text: str, at: int) -> bool:
    """Tell whether what is taken at ``at`` is no aid: 接过话筒."""
    return _NO_AID.match(text, at) is not None


# 把奖状发给刘某, 材料发给丁某填写: no aid
_PAPERS = re.compile(
    r"(?:奖状|证书|奖牌|奖杯|锦旗|聘书|通知书?|材料|名单|表格|申请表|文件|传单|倡议书|感谢信|请柬)[^,，。;；\n和及、]{0,10}"
    r"(?:[发交送递寄]给|转交|送到|交到)了?[^,，。;；\n]{0,6}\Z"
)


def hands_papers(text: str, low: int, start: int) -> bool:
    """Tell whether papers, which are no aid, are handed to the one named at ``start``."""
    return _PAPERS.search(text, low, start) is not None


def is_told_of(text: str, span: Span, names: Collection[int]) -> bool:
    """Tell whether the sentence is the story of the one named, who is in need or is helped."""
    high = _story_end(text, span, names)
    told = (_HIT.match, _DONE_FOR.search, _HANDED_ON.search)
    is_told = any(find(text, span.end, high) for find in told)
    if is_told or is_helped(text, span, high) or _is_held_by_hand(text, span, names):
        return True
    if text.endswith(_WRITES, 0, span.start) and _LETTER.search(text, 0, _HEAD):
        return True
    if _GONE_TO.search(text, max(0, span.start - 20), span.start) and _AT_WORK.match(
        text, span.end
    ):
        return True
    low = max(text.rfind(mark, max(0, span.start - 40), span.start) + 1 for mark in "。;；\n")
    if _AFTER_HELP.search(text, low, span.start):
        return True
    start = text.rfind("\n", 0, span.start) + 1
    eldest = _ELDEST.search(text, low, span.start) or _YOUNGEST.search(
        text, max(start, span.start - _CROWD), span.start
    )
    return eldest is not None and not _OTHER_CROWD.search(text, low, span.start)


def _is_held_by_hand(text: str, span: Span, names: Collection[int]) -> bool:
    """Tell whether someone of an office, the next one named, holds the hand of the one named."""
    match = _HELD.match(text, span.end)
    if match is None or not _holds_office(match["who"], text):
        return False
    return all(at >= match.start("who") for at in range(span.end, match.end()) if at in names)


def _holds_office(who: str, text: str) -> bool:
    """Tell whether an office stands with the name, or with the same name elsewhere."""
    if not who or _IN_OFFICE.search(who):
        return bool(who)
    return any(f"{ending}{who}" in text for ending in ("长", "记", "任", "席", "理"))


def studies(text: str, span: Span, names: Collection[int]) -> bool:
    """Tell whether the one named got a place to study, and the paragraph tells of money for it."""
    is_student = _STUDENT.search(text, max(0, span.start - _FAR), span.start) is not None
    if not is_student and not _STUDIES.match(text, span.end, _story_end(text, span, names)):
        return False
    end = text.find("\n", span.end)
    return (
        _FOR_STUDY.search(text, text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
        is not None
    )


# 放射科甲、骨科护士乙两人在外地治疗: the story is of both
_LISTED = regex.compile(
    r"(?:、(?:(?!看望|慰问|走访|送|给|为|向|把|将)[\p{Han}*×某]){2,10}){1,6}?(?=[两二三四五六七八九十\d]{1,2}[人位名])"
)


def _story_end(text: str, span: Span, names: Collection[int]) -> int:
    """Return where the sentence ends, or the next one is named, who is not of the same list."""
    high = min(len(text), span.end + _FAR)
    listed = _LISTED.match(text, span.end, high)
    first = listed.end() if listed else span.end + 2
    named = next((at for at in range(first, high) if at in names), high)
    return min(named, first_mark(text, "。\n", span.end, high))


# 主治医师万某介绍,手术需要20万元
_PROFESSION = re.compile(r"(?:医师|医生|大夫|护士长?|教授|专家|律师|班主任|老师)\Z")


def tells_of_others(text: str, span: Span) -> bool:
    """Tell whether someone of a profession speaks, who has no need himself."""
    is_expert = _PROFESSION.search(text, max(0, span.start - 6), span.start) is not None
    return is_expert and SPEAKS.match(text, span.end) is not None

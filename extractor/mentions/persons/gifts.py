"""Whether the one named gives something or gets it, by the verb and the amount behind the name.

    校长⟦李某⟧带头捐500元                    gives: the verb and its amount stand beside the name
    ⟦高某⟧听说后,捐出8000元                  or its amount opens the next clause
    ⟦林某⟧从怀里掏出两千元                    brings money
    ⟦李某⟧把2000元交到居委会                 hands it in where gifts are taken
    ⟦廖某⟧捐出当天收入386元                 gives what he earned
    ⟦米某⟧抱来储钱罐                        brings what he saved
    总经理⟦祝某⟧代表企业捐赠药品30箱          gives for all of them
    “春晖”助学金由⟦丁某⟧于2013年设立        founds a fund
    ⟦邓某⟧织了36条围巾,托社区转交留守儿童       has another hand it on
    ⟦岳某⟧,得9400元                         gets it
    老人⟦李某⟧说,工会送来500元               another brings it
    ⟦孙某⟧受伤截肢,工友们捐款                 others give

The amount must follow its verb at once, and nobody else may be named or meant between.
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.persons.helped import ADDRESS
from extractor.mentions.persons.interviews import answers_that_he_gives
from extractor.mentions.persons.scene import REACH, Scene
from extractor.offsets import Span, first_mark

_GIVES = regex.compile(
    r"(?:同志|先生|女士|夫妇|副?[书校厂局镇乡主经院所][记长任席理])?"
    r"(?:[得听]知后?[,，]?|听说后?[,，]?|了解[^,，。]{0,4}后[,，]?)?(?:带头|率先|首先|当即|立即|随即|当场|个人|现场|主动|一次性?|也|又|就|各|分别)?(?:捐[款出了赠献]?了?|认捐|出资|拿出|掏[出了]|(?:[上补]?交|交纳|缴纳)了?(?:[“\"]?(?:特殊|大额)党费[”\"]?)|交纳|缴纳|汇款|[寄汇]来)"
)
# 会长佘某先生再捐图书三百册
_GIVES_GOODS = regex.compile(
    rf"{ADDRESS}(?:个人|带头|率先|主动|再次|又|也|再|还|先后|前后|累计|已经?|一?共)*捐[赠出献建]?了?[^\W\d]{{0,6}}?"
    r"[\d一二两三四五六七八九十百千万余多]{1,8}[册套台件床袋箱本辆张副双桶吨斤把只盒部架栋座所条次回]"
)
_TAKES_UP = regex.compile(r"[把将]|[从在][^,，。;；\n]{1,10}[取拿掏]出")
_TO_COLLECTORS = regex.compile(
    r"[^,，。;；\n]{0,8}?(?:[交送捐放塞投][到给进入在]|[送投]往)了?[^,，。;；\n]{0,8}?"
    r"(?:居委会|村委会|工会|红十字会|慈善|[募捐]捐?款?箱|社区|学校|民政|灾区|党组织|党支部|工作人员)"
)
_LATER_GIFT = regex.compile(r"[他她](?:又|也|还|就|主动|先后)?(?:拿出|捐[款赠出了]|掏出|献出)")
_DONATES = re.compile(r"捐(?!助金|给[他她])|认捐|解囊")
_NEXT_GIFT = regex.compile(r"[,，](?:当场|又|也|并|一次性?|悄悄|主动|带头|一下子)?捐[出款了献]了?")
_BRINGS = regex.compile(
    r"带来|拿出|[送交]来|[寄汇][来回出]|[掏取]出|放下|留下|塞[给进]|[投放]进|凑|积攒|(?<!(?:花|用|耗)(?:光|尽|完)了?[^,，。]{0,6})积蓄"
)
# 老人说,工会送来500元: another brings it.
_ANOTHER = regex.compile(
    r"[说道:：“]|表示|告诉|工会|党|政府|单位|领导|干部|组织|社区|同事|公司|们|记者|感谢|收到|被|给"
    r"|[,，](?:失主|顾客|乘客|队员|老师|邻居|书记|主任|志愿者|医生|亲[戚友])"
)
# 受伤截肢,工友们捐款: others give.
_OTHERS = regex.compile(
    r"[,，][^,，。;；]{0,8}(?:们|工会|公司|单位|同事|职工|员工|各界|大家|社会|全[厂校村矿局院县市区镇乡省体国])"
    # 患脑瘤,我会发动全县教师捐款
    r"|[,，][^,，。;；]{0,12}(?:发动|号召|倡议|呼吁|组织)"
)
# 老人林某拄着拐杖送来两千元: whoever it is, he gives.
_GIVES_IN_ONE_CLAUSE = re.compile(
    r"(?![的家等之])(?:(?!工会|单位|公司|领导|们)[^,，。;；:：“”说道被给为向]){0,12}?(?:[送寄汇交]来|[捐掏拿取]出|放下|留下|借给[他她](?:们|家)?)了?"
)
# 教师鲁某长期资助学生关某; but 鲁某资助对象, 鲁某资助款
_AIDS = regex.compile(
    r"(?:同志|先生|女士|老师|夫妇|老人)?(?:长期|多年来?|一直|默默|先后|累计|个人|结对|连续[\d一二三四五六七八九十]{1,3}年|又|还|共|已)*(?:资助|捐助)了?"
    r"(?=[\d一二三四五六七八九十]{1,3}余?[名位个]|(?:贫困|困难|孤残|失学|辍学|本村|山区|家乡)*(?:学生|孤儿|儿童|孩子|大学生|高中生|学子)(?!资金|助学金|款|对象))"
)
# 务工人员雷某给家乡捐修路款三万元
_GIVES_TO = regex.compile(
    rf"{ADDRESS}(?:又|也|还|个人|先后|主动|一次性?)*[为给向][^,，。;；:：“”他她们\d]{{1,10}}?捐[^\W\d]{{0,8}}"
)
# 书记放下500元慰问金
_AID = regex.compile(r"[^,，。;；\n]{0,4}(?:慰问|救助|补助|助学|帮扶|抚恤|压岁)")
_RECEIVES = regex.compile(
    r"[,，]?(?:[一二两三四五六七八九十\d]{1,2}人)?(?:各|共|就|一次|户|今年)?(?:(?:从[^,，。;；\n]{2,10})?[借贷]到|获[得补赔]?|得到?|领[取到]|拿到|收到|补助|救助|分[到得红])了?"
    r"[^\W\d]{0,6}"
)

# “春晖”助学金由某某于2013年设立
_FUND = regex.compile(r"(?:[奖助]学金|奖教金|基金)[^,，。;；\n]{0,6}由\Z")
_FOUNDS = regex.compile(
    r"(?:同志|先生|女士|夫妇)?(?:于?(?:\d{4}|[去今前])年(?:\d{1,2}月)?)?(?:个人)?(?:出资|捐资|捐款)?(?:设立|创[办立设]|发起|捐[设建])"
)
# 校友鲁某设立“建功奖学金”
_ENDOWS = regex.compile(
    r"(?:同志|先生|女士|夫妇)?(?:于\d{4}年(?:\d{1,2}月)?)?(?:个人)?(?:出资|捐资)?(?:设立|成立|创[办立设])了?[^,，。;；\n]{0,12}(?:[奖助]学金|奖教金|基金)(?!会)"
)
# 织了36条围巾,托社区转交留守儿童; but 受他委托转交, and what is entrusted is a letter of thanks
_ENTRUSTS = regex.compile(
    r"(?<!受[^,，。;；]{0,10})托(?!付|管|运|养|育)[^,，。;；\n]{1,10}(?:转[交送赠]|[带捎送]给)(?![^,，。;；\n]{0,8}(?:信|锦旗|申请))"
)
# 捐出当天收入386元
_EARNED = re.compile(
    rf"{ADDRESS}(?:带头|率先|也|还|又|主动|当场)*(?:捐|拿|献)出了?[^,，。;；\n\d]{{0,12}}?"
    r"(?:收入|工资|薪水|积蓄|奖金|稿费|退休金|养老金|压岁钱|零花钱|党费|津贴|所得)的?(?:约|近|共)?"
)
_SAVED = regex.compile(
    r"(?:小朋友|同学|老人|大[爷妈])?(?:也|还|就|主动|悄悄|高兴地)*(?:把|将)?(?:[抱捧拿带提拎背]来|[搬倒掏拿]出)了?[^,，。;；\n]{0,8}"
    r"(?:储[钱蓄]罐|存钱罐|储蓄罐|压岁钱|零花钱|零用钱|积蓄|养老钱|私房钱)"
)
_SAVED_FIRST = regex.compile(
    r"(?:小朋友|同学|老人|大[爷妈])?[把将](?:自己)?[^,，。;；\n]{0,8}(?:储[钱蓄]罐|存钱罐|压岁钱|零花钱|积蓄|养老钱|私房钱)[^。;；\n]{0,10}(?:捐|倒|交|拿|抱|掏|送)"
)


# 总经理某某代表企业捐赠轮椅120台
_GIVES_FOR_ALL = regex.compile(
    r"(?:同志|先生|女士)?代表(?:企业|公司|集团|商会|协会|校友会|基金会|银行|家族|全家|家人)(?:[向给为][^,，。;；\n]{1,16})?捐[赠款献出](?!助?对象)"
)
# 谢老师送给我旅行箱: whoever writes got it
_GIVES_ME = regex.compile(
    r"(?:老师|阿姨|叔叔|伯伯|爷爷|奶奶|先生|女士|大[哥姐])(?:又|还|也)?(?:送|捐|寄)给了?我(?!们?的?(?:一?句|微笑|印象|感觉))"
)


# 退休教师高某给她2000元, 老支书马某把200元塞给她
_TO_HER = regex.compile(
    r"(?:老师|老人|同志|先生|女士)?(?:悄悄|又|还|也|当场|硬是?)*"
    r"(?:(?:塞|借|捐|寄|汇)?给了?[她他](?:家|们)?(?P<then>[^,，。;；\n\d]{0,4})|[把将](?:自己|身上|兜里|攒下)?的?(?P<takes>[^,，。;；\n\d]{0,6}))"
)
_SLIPS = regex.compile(r"[^,，。;；\n给慰救补助]{0,8}(?:塞|借|捐|寄|汇)(?:给|到)了?[她他]")


def gives_to_her(span: Span, scene: Scene) -> bool:
    """Tell whether the one named, whose office is not told, gives an amount to 她: 塞给她."""
    match = _TO_HER.match(scene.text, span.end)
    if match is None:
        return False
    ends = [scene.figures[at] for at in scene.amounts(span.end + 1, match.end() + 1)]
    if any(_AID.match(scene.text, end) for end in ends):
        return False
    is_slipped = any(_SLIPS.match(scene.text, end) for end in ends)
    return bool(ends) and (match["takes"] is None or is_slipped)


def gives_at_once(span: Span, scene: Scene) -> bool:
    """Tell whether the amount that the one named gives stands beside the name or the next verb."""
    return (
        _gives_directly(span, scene)
        or _gives_next(span, scene)
        or _gives_earnings(span, scene)
        or _brings_savings(scene.text, span)
        or answers_that_he_gives(scene.text, span)
        or _AIDS.match(scene.text, span.end) is not None
        or any(p.match(scene.text, span.end) for p in (_GIVES_FOR_ALL, _GIVES_ME))
    )


def gives_further_on(span: Span, scene: Scene) -> bool:
    """Tell whether the rest of the sentence, or 他 in the next, says that the one named gives."""
    high = sentence_end(span, scene)
    text = scene.text
    if _donates(span, high, scene) or _brings_money(span, high, scene):
        return True
    if _ENTRUSTS.search(text, span.end, high):
        return True
    reach = min(len(text), span.end + 2 * REACH)
    later = next(scene.names_between(span.end + 1, reach), reach)
    return _LATER_GIFT.search(text, span.end, later) is not None


def receives(span: Span, scene: Scene) -> bool:
    """Tell whether an amount that the one named gets stands beside the name: 岳某,得9400元."""
    match = _RECEIVES.match(scene.text, span.end)
    return match is not None and scene.has_amount(span.end + 1, match.end())


# 寄给资助他的江某叔叔
_GIVER = re.compile(
    r"(?:捐[款赠资助]者?人?(?:是|为|叫)[^,，。;；\n]{0,14}|(?:资助|捐助|救助)[过了]?(?:他|她|自己|我)(?:们|家|上学|读书)*的[^,，。;；\n]{0,6})\Z"
)


def is_said_to_give(text: str, low: int, start: int) -> bool:
    """Tell whether the clause from ``low`` says before a name at ``start`` that he gives."""
    return _GIVER.search(text, low, start) is not None


def founds(text: str, span: Span) -> bool:
    """Tell whether a fund or a scholarship is said to be founded by the one named."""
    if _ENDOWS.match(text, span.end):
        return True
    before = _FUND.search(text, max(0, span.start - 16), span.start)
    return before is not None and _FOUNDS.match(text, span.end) is not None


def sentence_end(span: Span, scene: Scene) -> int:
    """Return where the clause or sentence that the name stands in ends, within reach."""
    text, high = scene.text, min(len(scene.text), span.end + REACH)
    return first_mark(text, "。;；\n", span.end, high)


def _gives_directly(span: Span, scene: Scene) -> bool:
    """Tell whether an amount that the one named gives stands beside the name: 校长带头捐500元."""
    if _hands_in(span, scene) or _GIVES_GOODS.match(scene.text, span.end):
        return True
    given = _GIVES_TO.match(scene.text, span.end)
    if given is not None and scene.has_amount(given.start() + 3, given.end()):
        return True
    match = _GIVES.match(scene.text, span.end) or _GIVES_IN_ONE_CLAUSE.match(scene.text, span.end)
    if match is None:
        return False
    amounts = scene.amounts(match.end(), match.end() + 3)
    return any(not _AID.match(scene.text, scene.figures[at]) for at in amounts)


def _gives_earnings(span: Span, scene: Scene) -> bool:
    """Tell whether the one named gives what he earned, with the amount."""
    match = _EARNED.match(scene.text, span.end)
    return match is not None and scene.has_amount(match.end(), match.end() + 2)


def _brings_savings(text: str, span: Span) -> bool:
    """Tell whether the one named brings what he saved."""
    return bool(_SAVED.match(text, span.end) or _SAVED_FIRST.match(text, span.end))


def _hands_in(span: Span, scene: Scene) -> bool:
    """Tell whether the one named brings money where gifts are taken: 把2000元交到居委会."""
    match = _TAKES_UP.match(scene.text, span.end)
    if match is None:
        return False
    amounts = scene.amounts(match.end(), match.end() + 10)
    return any(_TO_COLLECTORS.match(scene.text, scene.figures[at]) for at in amounts)


def _gives_next(span: Span, scene: Scene) -> bool:
    """Tell whether a clause begins with the amount the one named gives: …,捐出8000元."""
    match = _NEXT_GIFT.search(scene.text, span.end, sentence_end(span, scene))
    return (
        match is not None
        and scene.has_amount(match.end(), match.end() + 2)
        and not scene.has_name(span.end, match.start())
    )


def _donates(span: Span, high: int, scene: Scene) -> bool:
    """Tell whether the one named gives, and nobody named or meant between."""
    match = _DONATES.search(scene.text, span.end, high)
    if (
        match is None
        or scene.text[span.end : span.end + 1] == "的"
        or _OTHERS.search(scene.text, span.end, match.start())
    ):
        return False
    return not scene.has_name(span.end + 2, match.start())


def _brings_money(span: Span, high: int, scene: Scene) -> bool:
    """Tell whether the one named, and no other, brings an amount: 从怀里掏出两千元."""
    match = _BRINGS.search(scene.text, span.end, min(high, span.end + 20))
    if match is None or _ANOTHER.search(scene.text, span.end, match.start()):
        return False
    is_to_her = scene.text[match.end() : match.end() + 1] in ("她", "他")
    if is_to_her and scene.has_name(span.end + 2, match.start()):
        return False  # 黄某考上了师专,队员陆某塞给她2000元
    return scene.has_amount(match.end(), match.end() + 12)

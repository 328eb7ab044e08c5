"""Where the description of a kind of recipient begins that no table has.

    看望⟦被困群众⟧, 为⟦糖尿病患者⟧, 12户⟦立功受奖军人家庭⟧    a verb or an adjective before the noun
    ⟦家庭有困难的职工⟧                                    a clause with 的 that says why
    ⟦因意外事故致困的职工⟧                                a cause, from 因 on
    ⟦行动不便的居民⟧  ⟦考上大学的学生⟧                      a state they are in
    奋战在一线的⟦职工⟧, 困难企业的⟦困难职工⟧                no reason: only the noun is the phrase

A word that governs the noun (慰问职工) describes nothing, and a description runs over no mark, no
figure and no word that gives or points.
"""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.groups.scene import Scene
from extractor.model import Word

# What in a description says why something is given.
NEED = regex.compile(
    r"困难|贫|患病|重病|大病|因病|病致|看不起病|残|受灾|灾祸|失去|丧|无依|孤|退休|离休|下岗|失业|低保|特困|"
    r"突出贡献|遇难|牺牲|受伤|负伤|致困|患\w{0,4}病|疾病|事故|意外|变故|有需[求要]|无力"
)
# 117个重大建设单位, 46人一般干部: of these only what a table says describes them.
_DESCRIBED_BY_TABLE = ("企业", "单位", "科室", "班组", "对象", "人员", "个人", "代表", "干部")

_ILL = ("患者", "病人", "患儿")


def description_start(start: int, noun: str, scene: Scene) -> int:
    """Return where the words begin that describe the phrase from ``start`` on, or ``start``."""
    begin = start
    if noun in _ILL and start:
        disease = scene.words[scene.word_at(start - 1)]
        if disease.span.end == start and _DISEASE.fullmatch(disease.text):
            return disease.span.start  # 其中,乳腺癌患者27名
    if not noun.endswith(_DESCRIBED_BY_TABLE):
        begin = _modifier_start(start, scene)
    if begin == start:
        cause = _CAUSE_OF_COUNTED.search(scene.text, max(0, start - _LONGEST_CLAUSE), start)
        if cause and cause.start() in scene.count_ends:
            return cause.start()
        return _clause_start(start, scene)
    return _with_causes(begin, scene) if _CAUSED.match(scene.text, start) else begin


def with_other_kind(begin: int, end: int, scene: Scene) -> int:
    """Return where the first of two kinds begins that share the noun and its number, or ``begin``.

    其中⟦工伤和职业病职工⟧312户: a noun that is no kind of people by itself.
    """
    joined = _AND.search(scene.text, max(0, begin - 1), begin)
    if not joined or not joined.start() or end not in scene.count_starts:
        return begin
    word = scene.words[scene.word_at(joined.start() - 1)]
    start = word.span.start
    may_be = (
        word.span.end == joined.start()
        and len(word.text) > 1
        and word.tag in _KINDS
        and not _OWNING.match(word.text)
        and not word.text.endswith(_people())
    )
    is_open = start in scene.count_ends or _BEGINS.search(scene.text, max(0, start - 4), start)
    governed = _GOVERNING.fullmatch(scene.text, *_word_before(start, scene))
    return start if may_be and (is_open or governed) else begin


_BEGINS = regex.compile(r"(?:\A|[,，。;；:：\n|\t、]|\d[.．)）]|其中)[ \u3000]*\Z")
_AND = re.compile(r"[和及与]\Z")
_KINDS = frozenset(("n", "vn", "b", "s", "an"))


@lexicon.derived
def _people() -> tuple[str, ...]:
    return tuple(row["word"] for row in lexicon.load("groups"))


def is_said_of(begin: int, start: int, scene: Scene) -> bool:
    """Tell whether the words from ``begin`` say why something is given; a noun narrows: 乡村|教师."""
    if begin == start:
        return False
    word = scene.words[scene.word_at(begin)]
    if word.tag[0] not in _NARROWING or _DISEASE.fullmatch(word.text):
        return True
    return NEED.search(scene.text, begin, start) is not None


def _with_causes(begin: int, scene: Scene) -> int:
    """Return where the causes begin of which the last is at ``begin``: 因火灾、|交通事故致困的职工."""
    listed = _CAUSES.search(scene.text, max(0, begin - _LONGEST_CLAUSE), begin)
    return listed.start() if listed else begin


# --- words right before a phrase ----------------------------------------------------------------

# 看望⟦被困群众⟧, 12户⟦立功受奖军人家庭⟧, 为⟦糖尿病患者⟧: a verb or an adjective between what is done, or a
# number, and the noun can only describe it.
_DESCRIBING = regex.compile("v|a|an|b|f|i|l|vn|n|nz|s")
# 公司|困难职工, 全县|教师: whose they are describes nobody
_OWNING = re.compile(
    r"(?!乡村|农村|山村|[山矿牧库林灾渔湖]区)(?:[全我本各该贵每某两几]|.{0,3}(?:[县市区镇乡村街局院校厂司团会所部处站社队系班组矿店州省地里内外上下属]|(?<![初高])中|对象|公司|单位|行业|系统|部门|机构|企业|以上|年度|学期|学年|时|其他|其它|其余|部分|全体|广大|所有)$)"
)
_NARROWING = "fns"
_OPENING = "abfnsi"  # no verb: 认定贫困户, 受益职工
# 2.食堂保洁人员, | 高中贫困生, 其中山区教师
_OPENS = regex.compile(r"(?:[|\t、]|其中)[ \u3000]*\Z")
_MOST_WORDS = 2
_PAIR, _OF_PAIR = 2, "vna"
_DISEASE = regex.compile(r"[\u4e00-\u9fff]{1,5}[病癌症瘤瘫炎障裂]")
_SAYING = regex.compile(r"[\u4e00-\u9fff]{3}[^县市区镇乡村街局院校厂司团会所部处站社队系班]")
_GOVERNING = regex.compile(
    r"(?:慰问|看望|走访|探望|探视|探访|抚慰|资助|救助|帮助|帮扶|补助|奖励|救济|接济|惠及)[了过]?|[为给向对至到及和与、]"
)
_ACTING = re.compile(
    r"慰问|看望|走访|探望|探视|探访|抚慰|资助|救助|帮助|帮扶|补助|奖励|救济|接济|惠及|组织|发动|动员|宣传|服务|关[心爱怀]|"
    r"联系|教育|引导|带领|带动|支持|鼓励|安置|安排|培训|培养|走进|深入|面对|发放|解决|开展|进行|方便|温暖|做好|"
    r"保[护证障]|确保|满足|促进|提[高升]|维护|了解|掌握|尊重|增[强加]|调动|丰富|改善|减轻|解除|感谢|表彰|缓解|激励|"
    r"影响|照顾|包[括含]|涉及|属于|享受|纳入|领取|接待|陪同|邀请|聘用|招收|录[取用]|考[取上入]|获[赠得助]|领到|担任|当选|从事|是|有|让|使|来|去|送|发|给|请|叫|带|一般|重点|各"
)


def _modifier_start(start: int, scene: Scene) -> int:
    """Return where the words before ``start`` begin that describe its noun, or ``start``."""
    begin: int | None = start
    for _ in range(_MOST_WORDS):
        begin = _describing_from(begin, scene) if begin else None
        if begin is None:
            return start
        is_counted = begin in scene.count_ends
        if is_counted or _GOVERNING.fullmatch(scene.text, *_word_before(begin, scene)):
            return begin
        if _opens_with_noun(begin, scene):
            return begin
    return start


def _opens_with_noun(begin: int, scene: Scene) -> bool:
    """Tell whether an item, a cell or a clause begins at ``begin``, and not with what is done."""
    word = scene.words[scene.word_at(begin)]
    return (
        word.tag[0] in _OPENING
        and word.tag != "nz"
        and _OPENS.search(scene.text, max(0, begin - 4), begin) is not None
    )


def _describing_from(end: int, scene: Scene) -> int | None:
    """Return where the word that ends at ``end`` begins, or two of one character, if it may describe."""
    number = scene.word_at(end - 1)
    word = scene.words[number]
    if word.span.end != end or end - 1 in scene.taken:
        return None
    if len(word.text) > 1:
        return word.span.start if _may_describe(word) else None
    before = scene.words[number - 1] if number else word
    return before.span.start if _may_describe_together(before, word) else None


def _may_describe_together(one: Word, other: Word) -> bool:
    """Tell whether two words of one character make one that describes: 换|轨|职工, 井|下|工人."""
    together = one.text + other.text
    return (
        len(together) == _PAIR
        and one.tag[0] in _OF_PAIR
        and other.tag[0] in _OF_PAIR
        and _ACTING.match(together) is None
        and _OWNING.match(together) is None
    )


def _word_before(at: int, scene: Scene) -> tuple[int, int]:
    """Return the stretch of the word that ends at ``at``, 了 and 过 taken in."""
    end = at - 1 if scene.text[at - 1 : at] in {"了", "过"} else at
    return scene.words[scene.word_at(end - 1)].span.start if end else 0, at


def _may_describe(word: Word) -> bool:
    if len(word.text) == 1 or word.text[-1] == "级" or _ACTING.match(word.text):
        return False
    if word.tag[0] in _NARROWING and _OWNING.match(word.text):
        return False
    return (
        _DESCRIBING.fullmatch(word.tag) is not None
        or _DISEASE.fullmatch(word.text) is not None
        or _SAYING.fullmatch(word.text) is not None
    )


# --- the clause before a phrase -----------------------------------------------------------------

_LONGEST_CLAUSE = 14  # code points: 真正因患重大疾病生活困难的
# What the clause may not run over, besides marks and figures: words that give or point.
_CLAUSE_STOPS = frozenset(
    "对向给为把将被由使让了到在从于中的是共和及与等每还并又也都就帮送各全本我"
) | {
    *("慰问", "看望", "走访", "探望", "救助", "资助", "补助", "帮扶", "帮助"),
    *("发放", "发给", "送给", "惠及"),
    *("全体", "全部", "所有", "部分"),
    *("全县", "全区", "全市", "全镇", "全乡", "全省", "我校", "我局", "全校", "全村"),
}
# 因意外事故致困的职工
_CAUSED = re.compile(r"(?:致[贫困]|遇困|[生活经济家庭]{0,4}(?:发生|陷入|出现|造成)?困[难境])的?")
# 灾害等原因造成⟦家庭经济困难的职工⟧: 原因 is one word
_CAUSE = re.compile(
    r"(?:(?<!原)因(?![此为而])[\u4e00-\u9fff、]{1,12}|(?<=原因(?:造成|导致|引起))[家庭生活经济]{2,4}"
    r"|(?:临时|突然|暂时|突发)?(?:遇到|遭遇|出现|发生)(?:临时|特殊|突发|暂时|意外)?)\Z"
)
# 3名因病身故毕业生
_CAUSE_OF_COUNTED = re.compile(r"因(?![此为而])[\u4e00-\u9fff]{2,6}(?<!的)\Z")
# 因火灾、车祸、重病陷入困境的家庭: the causes before the last one
_CAUSES = re.compile(r"(?<!原)因(?![此为而])(?:[\u4e00-\u9fff]{2,6}、){1,4}\Z")
# 有劳动能力的困难职工, 父母年迈的残疾人; of 坚守岗位的职工 what they do is no part.
_STATE = regex.compile(
    r"(?:(?:(?:部分|完全)?(?:丧失|失去|没有?|无|缺乏|缺少)[\u4e00-\u9fff]{0,5}(?:能力|收入|来源|依靠|住房|劳力|劳动力|照[顾料])[、和且又]?)+"
    r"|有[\u4e00-\u9fff]{2,4}(?:能力|意愿|愿望|需求)"
    r"|(?:子女|孩子)(?:正?在?[上读念]|考[上取入])(?:了)?(?:大学|大专|本科|高中|高校|研究生)"
    r"|(?:房屋|住房|房子|家园|渔船|船只|农田|庄稼|大棚|圈舍|店铺|鱼塘)(?:全部|部分|严重)?(?:倒塌|受损|损毁|损坏|受淹|被[淹毁冲烧]毁?)"
    r"|(?:生病|患病|因病|因伤|因[\u4e00-\u9fff]{1,4}|长期|常年|正在|还在|仍在)(?:住院|卧床)(?:治疗)?"
    r"|(?:(?:生病|患病|因[\u4e00-\u9fff]{1,4}|手?术后|病后|伤后|产后)?(?:正?在[家院])?(?:休养|疗养|养[病伤])|(?:手?术|病|伤|产)后(?:康复|恢复))"
    r"|(?:留[厂校院村岗矿守]|就地|在岗)(?:值班|过年|过节|值守)|(?:因[\u4e00-\u9fff]{1,3})?(?:无法|不能|没能|未能)(?:回家|返乡|回乡)(?:过年|过节|团圆)?"
    r"|(?:临时|突然|暂时|突发)?(?:遇到|遭遇|发生|出现)(?:临时|特殊|突发|暂时|意外|重大)?(?:困难|变故)"
    r"|身?患有?[“\"][\u4e00-\u9fff]{1,4}[”\"]"
    r"|(?:集中|分散|临时|紧急)安置"
    r"|(?:行动|出行|腿脚|生活|肢体)(?:不方?便|难以自理|不能(?:完全)?自理)"
    r"|(?:父母|双亲|子女|孩子|家人)?(?:年[迈老幼]|体弱|多病|(?:长期|常年)卧床|[卧瘫][病痪]在床)+"
    r"|(?:不再?)?符合[\u4e00-\u9fff]{0,6}(?:条件|标准|规定)"
    r"|(?:家庭|家中|家里)(?:突遭|突发|遭遇|遭受|发生|遇到)[重大意外]{0,4}变故"
    r"|(?:(?:家中|家里)?有?(?:直系亲属|亲属|亲人|父母|父亲|母亲|双亲|家人|老人|配偶|妻子|丈夫|老伴|子女|孩子))"
    r"(?:因病|因公|意外|不幸|相继|先后|在[\u4e00-\u9fff]{1,4}中)?(?:去世|遇难|病故|离世|亡故|身故|过世|病重|重病|住院)"
    r"|(?:父母|双亲|夫妻|父亲|母亲|家长)(?:双亡|离异|离婚|失联|服刑|残疾|患病|智障|双双?外出务工|外出务工)"
    r"|(?:不幸|突然)?(?:突遭|突遇|遭遇|遭受|突发)(?:[\u4e00-\u9fff]{1,3}(?:灾|祸|难|病|害|变故|事故|意外)|意外|不幸)"
    r"|遭(?:受|到|遇)?[\u4e00-\u9fff]{1,5}(?:袭击|重创|破坏)|受[\u4e00-\u9fff]{1,5}(?:影响|灾害)"
    r"|(?:露宿|流落|滞留)(?:街头|在外|车站|他乡|异乡)"
    # 遭遇火灾、车祸等意外的家庭
    r"|(?:遭遇|遭受|突遭|因)(?:[\u4e00-\u9fff]{2,4}、){1,2}[\u4e00-\u9fff]{2,4}等[\u4e00-\u9fff]{0,2}(?:意外|灾害?|灾难|事故|变故|疾病|原因)?(?:遭遇意外|致[贫困]|陷入困境)?"
    r"|(?:正在|在|就)读(?:于|在)?[\u4e00-\u9fff]{0,4}(?:小学|中学|初中|高中|大学|大专|本科|高校|中职|高职|[职技]校)"
    r"|考[上取入][\u4e00-\u9fff]{2,6}|品学兼优)的(?:[本当]?[村地校镇乡县])?\Z"
)
_LAST_OF_STATE = 3  # characters, of which one is 的: 考上大学的|本村
_OF_ANY = re.compile("[考符]|房|住房|集中|分散|临时|紧急")
# 困难企业的困难职工: the employees are meant, whoever employs them.
_OWNER = regex.compile(r"(?:企业|单位|公司|系统|行业|地区|家庭|村|学校)的\Z")
_BROKE = regex.compile(r"(?:破产|倒闭|关停)(?:企业|公司|工厂|厂)?的\Z")  # 破产企业的|遗属
_NO_CLAUSE = frozenset(("p", "r", "ul"))
_GIVES_TO = regex.compile("[还并又也都就][为向给对把将]")  # jieba's one word 还为


def _clause_start(start: int, scene: Scene) -> int:
    """Return where the 的-clause before ``start`` begins, or ``start`` if it gives no reason."""
    text = scene.text
    has_clause = "的" in text[max(0, start - _LAST_OF_STATE) : start]
    if has_clause and (state := _STATE.search(text, max(0, start - _LONGEST_CLAUSE), start)):
        return start if _is_told_without(state[0], start, scene) else state.start()
    if start > 0 and _CAUSED.match(text, start):
        cause = _CAUSE.search(text, max(0, start - _LONGEST_CLAUSE), start)
        return cause.start() if cause else start
    if start == 0 or text[start - 1] != "的":
        return start
    first = scene.word_at(start - 1)
    if scene.words[first].span.end != start:
        return start
    while first > 0 and _may_be_in_clause(scene.words[first - 1], scene, start):
        first -= 1
    begin = scene.words[first].span.start
    if text[begin - 1 : begin] == "等" and text[start - 2] == "病":
        return start  # 白血病、脑瘫等重病的儿童: the end of a list says too little
    begin = _with_causes(begin, scene)
    return begin if _gives_reason(begin, start, scene) else start


def _gives_reason(begin: int, start: int, scene: Scene) -> bool:
    """Tell whether the clause from ``begin`` to ``start`` says why something is given."""
    if _BROKE.search(scene.text, begin, start):
        return _SAYS_NEED.match(scene.text, start) is None
    is_owned = _OWNER.search(scene.text, begin, start) is not None
    return not is_owned and NEED.search(scene.text, begin, start) is not None


def _is_told_without(state: str, start: int, scene: Scene) -> bool:
    """Tell whether the phrase is told without the state: 考上大学的|贫困学生, 房屋倒塌的|受灾农户."""
    is_of_any = bool(_OF_ANY.match(state) and _SAYS_NEED.match(scene.text, start))
    return is_of_any or scene.text.startswith(("企业", "单位", "机构"), start)


_SAYS_NEED = regex.compile(rf"{NEED.pattern}|[\u4e00-\u9fff]{{2,4}}子[女弟]")


def _may_be_in_clause(word: Word, scene: Scene, phrase_start: int) -> bool:
    if phrase_start - word.span.start > _LONGEST_CLAUSE or word.span.start in scene.taken:
        return False
    if word.text == "因":
        return True
    if _GIVES_TO.fullmatch(word.text):
        return False
    return word.text.isalpha() and word.text not in _CLAUSE_STOPS and word.tag not in _NO_CLAUSE

"""What a person named in a report does in it: recipient, donor, official, or other.

The words around a name decide, the strongest first:

    5  a byline                               (记者 ⟦高某⟧) → other
    5  what it gives, beside it               校长⟦李某⟧带头捐500元 → donor
    4  a title beside it                      区长⟦李某⟧ → official; ⟦杨某⟧老人 → recipient
    3  a verb or a noun beside it             ⟦李某⟧带队 → official; ⟦卢某⟧家中 → recipient
    3  the head of its list                   受助学生:⟦高某⟧ → recipient (``person_lists``)
    2  a verb that reaches it in its clause   看望了⟦王某⟧ → recipient; ⟦李某⟧…来捐 → donor
    1  who it is (``plain_people.tsv``)       村民⟦李某⟧ → recipient
    1  what its sentence says of need         ⟦赖某⟧的丈夫去世 → recipient; ⟦李某⟧…送去 → official

The names of a list share their evidence (困难职工A、B的家中), and so do the mentions of one name:
one person has one role in a report.  A wrong recipient is worse than a missed one: where two
kinds of evidence are equally strong, the one against a recipient wins, and a name without
evidence is ``other``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.mentions.person_lists import amount_role, head_role, item_role
from extractor.mentions.person_rows import rows_of
from extractor.mentions.persons import Person
from extractor.model import Group, Mention, Money, PartyRole, Value
from extractor.offsets import Span
from extractor.rules import one_of

_NONE = (0, PartyRole.OTHER)
_TITLED, _WEAKLY = 4, 1
_REACH = 40  # code points from a name to the words that decide its role


def assign_roles(
    text: str,
    persons: Sequence[Person],
    figures: Sequence[Mention[Value]],
    groups: Sequence[Mention[Group]],
) -> list[PartyRole]:
    """Return the role of each of ``persons``, in their order."""
    if not persons:
        return []
    scene = _Scene(
        text,
        {figure.span.start: figure.span.end for figure in figures},
        tuple(f.span.start for f in figures if isinstance(f.value, Money)),
        frozenset(group.span.start for group in groups),
        frozenset(person.span.start for person in persons),
    )
    evidence: list[_Evidence] = []
    for row in rows_of(text, persons, _title_before()):
        evidence += _of_row(row, scene)
    by_name: dict[str, _Evidence] = {}
    for person, found in zip(persons, evidence, strict=True):
        name = person.span.slice(text)
        by_name[name] = _stronger((found, by_name.get(name, _NONE)))
    return [
        found[1] if person.rule_id in _ALONE else by_name[person.span.slice(text)][1]
        for person, found in zip(persons, evidence, strict=True)
    ]


# 张某 here and 张某 there need not be one person, and a reporter is no recipient of that name.
_ALONE = frozenset(("person.byline", "person.masked"))
_Evidence = tuple[int, PartyRole]


@dataclass(frozen=True, slots=True)
class _Scene:
    text: str
    figures: dict[int, int]  # start -> end
    money: tuple[int, ...]
    groups: frozenset[int]
    names: frozenset[int]


def _stronger(found: Iterable[_Evidence]) -> _Evidence:
    return max(found, key=lambda e: (e[0], e[1] is not PartyRole.RECIPIENT))


# --- lists of names -----------------------------------------------------------------------------


def _of_row(row: Sequence[Sequence[Person]], scene: _Scene) -> list[_Evidence]:
    """Return the evidence of each person of a row: its list's, or what stands around the row."""
    found = [evidence for chain in row for evidence in _of_chain(chain, scene)]
    if len(row) == 1:
        return found
    around = _stronger((_before(row[0][0].span, scene), _after(row[-1][-1].span, scene)))
    return [one if one[0] >= _TITLED else _stronger((one, around)) for one in found]


def _of_chain(chain: Sequence[Person], scene: _Scene) -> list[_Evidence]:
    own = [_own(person, scene) for person in chain]
    first, last = chain[0].span, chain[-1].span
    around = (_before(first, scene), _of_list(first, last, scene), _after(last, scene))
    shared = _stronger((*own, *around))
    return [found if found[0] >= _TITLED else shared for found in own]


# --- evidence -----------------------------------------------------------------------------------


def _own(person: Person, scene: _Scene) -> _Evidence:
    """Return what the mention's own title or byline says."""
    if person.rule_id == "person.byline":
        return 5, PartyRole.OTHER
    text, span = scene.text, person.span
    if amount_role(text, span, scene.money) is PartyRole.DONOR:
        return 5, PartyRole.DONOR
    gives = _gives_directly(span, scene) or _donates_next(span, scene)
    if gives and not _is_given_for(span, scene):
        return 5, PartyRole.DONOR
    if _KIN_BEFORE.search(text, max(0, span.start - 3), span.start):
        return 1, PartyRole.OTHER
    found = [
        _titled(_title_inside().search(text, span.start, span.end))
        if person.rule_id == "person.surname-title"
        else _NONE,
        _titled(_title_before().search(text, max(0, span.start - 12), span.start)),
        _titled(_title_after().match(text, span.end)),
    ]
    # 困难职工李某书记 is an official: the office is the narrower word.
    return max(found, key=lambda e: (e[0], e[1] is not PartyRole.RECIPIENT))


# 钢筋班班长, 班组长: one of the workers
_OF_A_GANG = regex.compile(r"(?<=班)[班组]长")


def _titled(match: regex.Match[str] | None) -> _Evidence:
    if match is None:
        return _NONE
    former = match.groupdict().get("former") or ""
    title = former + match["title"]
    if former and title not in _title_roles():
        return _NONE
    role = _title_roles().get(title)
    is_weak = title in _plain() or _OF_A_GANG.search(match.string, match.start(), match.end())
    level = _WEAKLY if is_weak else _TITLED
    return (level, role) if role else _NONE


def _gives_directly(span: Span, scene: _Scene) -> bool:
    """Tell whether an amount that the one named gives stands beside the name: 校长带头捐500元."""
    if _hands_in(span, scene) or _GIVES_GOODS.match(scene.text, span.end):
        return True
    match = _GIVES.match(scene.text, span.end) or _GIVES_IN_ONE_CLAUSE.match(scene.text, span.end)
    return match is not None and any(
        match.end() <= at <= match.end() + 3 and not _AID.match(scene.text, scene.figures[at])
        for at in scene.money
    )


def _hands_in(span: Span, scene: _Scene) -> bool:
    """Tell whether the one named brings money where gifts are taken: 把2000元交到居委会."""
    match = _TAKES_UP.match(scene.text, span.end)
    return match is not None and any(
        match.end() <= at <= match.end() + 10
        and _TO_COLLECTORS.match(scene.text, scene.figures[at])
        for at in scene.money
    )


def _is_given_for(span: Span, scene: _Scene) -> bool:
    """Tell whether it is given for the one named, whom a kind of people names: 为职工李某捐款."""
    low = max(0, span.start - _REACH)
    title = _titled(_title_before().search(scene.text, low, span.start))
    is_for = _FOR.search(scene.text, low, span.start)
    return is_for is not None and (
        is_for.end() == is_for.start() + 1 or title[1] is PartyRole.RECIPIENT
    )


def _before(span: Span, scene: _Scene) -> _Evidence:
    """Return what stands before a name, or before the first of a list, in its clause."""
    text = scene.text
    low = max(0, span.start - _REACH)
    low = max(low, *(text.rfind(mark, low, span.start) + 1 for mark in "，,。;；:：\n"))
    if _GIVER.search(text, low, span.start):
        return 3, PartyRole.DONOR
    if text.endswith("给予", low, span.start):
        return 3, PartyRole.RECIPIENT
    match = _reaching().search(text, low, span.start) or _GIVEN.search(text, low, span.start)
    if match:
        return 2, PartyRole.RECIPIENT
    return (1, PartyRole.RECIPIENT) if _NEEDY.search(text, low, span.start) else _NONE


def _of_list(first: Span, last: Span, scene: _Scene) -> _Evidence:
    is_for = _FOR.search(scene.text, max(0, first.start - _REACH), first.start)
    if is_for and _GIFT.match(scene.text, last.end):
        return _TITLED if _is_given_for(first, scene) else 3, PartyRole.RECIPIENT
    role = (
        amount_role(scene.text, last, scene.money)
        or item_role(scene.text, last, scene.money)
        or head_role(scene.text, first, scene.names)
    )
    return (3, role) if role else _NONE


def _after(span: Span, scene: _Scene) -> _Evidence:
    """Return what stands after a name, or after the last of a list, in its sentence."""
    text = scene.text
    beside = _beside().match(text, span.end)
    if beside is not None and _cue_roles()[beside["cue"]] is not None:
        return 3, _cue_roles()[beside["cue"]] or PartyRole.OTHER
    if _ENDOWS.match(text, span.end):
        return 3, PartyRole.DONOR
    if _DEAD.match(text, span.end):
        return 3, PartyRole.OTHER
    kin = _OF_KIN.match(text, span.end)
    if kin is not None and kin.end() in scene.names:
        return 2, PartyRole.OTHER
    if _is_counted_group(span, scene) or _receives(span, scene):
        return 3, PartyRole.RECIPIENT
    return _in_sentence(span, scene)


def _receives(span: Span, scene: _Scene) -> bool:
    """Tell whether an amount that the one named gets stands beside the name: 岳某,得9400元."""
    match = _RECEIVES.match(scene.text, span.end)
    return match is not None and match.end() in scene.money


def _in_sentence(span: Span, scene: _Scene) -> _Evidence:
    """Return what the rest of the sentence says of the one it begins with."""
    text = scene.text
    high = _sentence_end(span, scene)
    if _DELIGHTED.match(text, span.end, high):
        return 2, PartyRole.RECIPIENT
    if _donates(span, high, scene) or _brings_money(span, high, scene):
        return 2, PartyRole.DONOR
    later = min([len(text), span.end + 2 * _REACH, *(at for at in scene.names if at > span.end)])
    if _LATER_GIFT.search(text, span.end, later):
        return 2, PartyRole.DONOR
    if _HANDS_OVER.search(text, span.end, high):
        return 1, PartyRole.OFFICIAL
    is_in_need = _NEED.search(text, span.end, high) or _KIN_MOVED.match(text, span.end)
    return (1, PartyRole.RECIPIENT) if is_in_need else _NONE


def _sentence_end(span: Span, scene: _Scene) -> int:
    text, high = scene.text, min(len(scene.text), span.end + _REACH)
    return min([high, *(at for m in "。;；\n" if (at := text.find(m, span.end, high)) >= 0)])


def _is_counted_group(span: Span, scene: _Scene) -> bool:
    """Tell whether the name or list stands for those who get: 白某等20名同学, 张某等3人各得."""
    start = span.end + (scene.text[span.end : span.end + 1] == "等")
    end = scene.figures.get(start)
    return end is not None and (end in scene.groups or _GETS.match(scene.text, end) is not None)


_GETS = regex.compile(r"(?:每人|各|都)?(?:获|得|领|收到|拿到)")
# 为贫困学生甲、乙捐书包, 为甲的女儿交了学费
_FOR = regex.compile(r"(?:为|给|向)[^,，。;；:：\n为给向]{0,14}\Z")
_GIFT = regex.compile(
    r"(?:同志|先生|女士|同学|老师)?(?:等[\d一二两三四五六七八九十]{0,3}[人名户位])?(?:的(?:[儿女]儿?子?|孩子|母亲|父亲|妻子|丈夫|老伴))?(?:各|分别)?"
    r"(?:捐(?!建)|赠|送[去上来了]|发放|垫[付交]|交了|缴[纳清]|购买)"
)
# 获得奖学金的学生, and 获得一等奖学金的是三班的
_GIVEN = regex.compile(r"(?:领到|收到|拿到|接过|获得)\S{0,12}的(?:(?:是|有|为)\S{0,30})?\Z")
# The hero whose family is given something is not given anything.
_KIN = "(?:之|的)(?:母亲?|父亲?|妻子?|丈夫|爱人|遗孀|家属|老伴|[子女]|儿子|女儿|奶奶|爷爷)"
# 查出鼻咽癌,妻子祁某辞去工作: what is told of need is told of another, though she may get something herself.
_KIN_BEFORE = regex.compile(
    r"[，,](?:妻子|丈夫|老伴|爱人|媳妇|[儿女]子|女儿|母亲|父亲|儿媳|孙女)\Z"
)
# 看望了烈士闫某的⟦母亲⟧亓某: the one who is visited is named.
_OF_KIN = regex.compile(_KIN)
# ⟦厉某⟧的爱人含着泪说: thanks of the family
_KIN_MOVED = regex.compile(
    rf"{_KIN}[^,，。;；]{{0,4}}(?:哽咽|含着?泪|激动|[流抹]着?(?:眼?泪)|热泪|感激|红着眼|握着)"
)
_DEAD = regex.compile(
    rf"(?!{_KIN})(?:\d{{4}}年)?[^,，、。;；\n]{0, 16}(?:牺牲|遇难|殉职|追授|追认)"
)
_GIVER = regex.compile(r"捐[款赠资助]者?人?(?:是|为|叫)[^,，。;；\n]{0,14}\Z")
_GIVES = regex.compile(
    r"(?:同志|先生|女士|夫妇|副?[书校厂局镇乡主经院所][记长任席理])?"
    r"(?:[得听]知后?[,，]?|听说后?[,，]?|了解[^,，。]{0,4}后[,，]?)?(?:带头|率先|首先|当即|立即|随即|当场|个人|现场|主动|一次性?|也|又|就|各|分别)?(?:捐[款出了赠献]?了?|认捐|拿出|掏出|交纳|缴纳)"
)
# 会长佘某先生再捐图书三百册
_GIVES_GOODS = regex.compile(
    r"(?:同志|先生|女士|老人|夫妇)?(?:个人|带头|率先|主动|再次|又|也|再|还|先后)*捐[赠出献建]?了?[^\W\d]{0,6}?"
    r"[\d一二两三四五六七八九十百千万余多]{1,8}[册套台件床袋箱本辆张副双桶吨斤把只盒部架栋座所条]"
)
_TAKES_UP = regex.compile(r"[把将]|[从在][^,，。;；\n]{1,10}[取拿掏]出")
_TO_COLLECTORS = regex.compile(
    r"[^,，。;；\n]{0,8}?(?:[交送捐放塞投][到给进入在]|[送投]往)了?[^,，。;；\n]{0,8}?"
    r"(?:居委会|村委会|工会|红十字会|慈善|[募捐]捐?款?箱|社区|学校|民政|灾区|党组织|党支部|工作人员)"
)
_LATER_GIFT = regex.compile(r"[他她](?:又|也|还|就|主动|先后)?(?:拿出|捐[款赠出了]|掏出|献出)")
_DONATES = regex.compile(r"捐(?!助金|给[他她])|认捐|解囊")
_NEXT_GIFT = regex.compile(r"[,，](?:当场|又|也|并|一次性?|悄悄|主动|带头|一下子)?捐[出款了献]了?")
_BRINGS = regex.compile(
    r"带来|拿出|[送交]来|[寄汇][来回出]|[掏取]出|放下|留下|塞[给进]|[投放]进|凑|积攒|(?<!(?:花|用|耗)(?:光|尽|完)了?[^,，。]{0,6})积蓄"
)
# 老人说,工会送来500元: another brings it.
_ANOTHER = regex.compile(
    r"[说道:：“]|表示|告诉|工会|党|政府|单位|领导|干部|组织|社区|同事|公司|们|记者|感谢|收到|被|给"
)
# 受伤截肢,工友们捐款: others give.
_OTHERS = regex.compile(
    r"[,，][^,，。;；]{0,8}(?:们|工会|公司|单位|同事|职工|员工|各界|大家|社会|全[厂校村矿局院])"
)
# 老人林某拄着拐杖送来两千元: whoever it is, he gives.
_GIVES_IN_ONE_CLAUSE = regex.compile(
    r"(?![的家等之])(?:(?!工会|单位|公司|领导|们)[^,，。;；:：“”说道被给为向]){0,12}?(?:[送寄汇交]来|[捐掏拿取]出|放下|留下|借给[他她](?:们|家)?)了?"
)
_AID = regex.compile(
    r"[^,，。;；\n]{0,4}(?:慰问|救助|补助|助学|帮扶|抚恤|压岁)"
)  # 书记放下500元慰问金
# 校友鲁某设立“建功奖学金”
_ENDOWS = regex.compile(
    r"(?:同志|先生|女士|夫妇)?(?:个人)?(?:出资|捐资)?(?:设立|成立|创[办立设])了?[^,，。;；\n]{0,12}(?:[奖助]学金|奖教金|基金)(?!会)"
)
_HANDS_OVER = regex.compile(
    r"(?<!被)(?:看望|慰问(?![金品款物信])|走访|送(?:到|去|上|给)|发放|递[上给]|转交|交到|分派)"
)
# A word of need that belongs to a group (困难群众, 低保户) says nothing of the one named before it.
# 患尿毒症的⟦邵某⟧, 失去双亲的⟦童某⟧
_NEEDY = regex.compile(
    r"(?:患|家境(?:贫寒|困难)|家庭困难|丧[偶父母夫妻]|(?:丈夫|妻子|父亲|母亲|父母|双亲|老伴)[^,，。;；]{0,4}(?:去世|病[逝故]|早逝|离世)|"
    r"失去(?:父母|双亲|亲人|父亲|母亲|丈夫|妻子|独子|劳动能力)|瘫痪|截肢|双目失明|受灾|遭遇|因[病灾残])[^,，。;；]{0,12}的\Z"
)
_RECEIVES = regex.compile(
    r"[,，]?(?:[一二两三四五六七八九十\d]{1,2}人)?(?:各|共|就|一次|户|今年)?(?:获[得补赔]?|得到?|领[取到]|拿到|收到|补助|救助|分[到得红])了?"
    r"[^\W\d]{0,6}"
)
# 背着一袋年货,乐得合不拢嘴; but not 看到老人笑得合不拢嘴
_DELIGHTED = regex.compile(
    r"(?:老人|大[爷妈娘])?(?:(?![看让逗见们]|老人|孩子|大家)[^。;；“]){0,24}合不拢嘴"
)
_NEED = regex.compile(
    r"失去了?(?:[左右双]?[腿手臂眼脚]|视力|听力|劳动能力|妻子|丈夫|父母|双亲|亲人|母亲|父亲|[儿女]子?|孩子|两个孩子)|困难(?![职群家户学党员人企教师])|去世|离世|患(?!者)|癌|病(?![房床人])|瘫|低保(?![户家对])|"
    r"丧[父母夫妻偶]|双亡|截肢|致残|下岗(?![职失工人])|失业(?!人)|没有?工作|孤身|孤儿寡|负债|欠下|化疗|手术|受灾(?![群户家])|"
    r"残疾(?!人)|(?:房屋|住房)\S{0,4}(?:倒塌|冲毁|烧毁|受损)|感谢党|谢谢党|(?:接过|领到|领取|拿到)了?[一二两三四五\d]"
)


def _donates(span: Span, high: int, scene: _Scene) -> bool:
    """Tell whether the one named gives, and nobody named or meant between."""
    match = _DONATES.search(scene.text, span.end, high)
    if (
        match is None
        or scene.text[span.end : span.end + 1] == "的"
        or _OTHERS.search(scene.text, span.end, match.start())
    ):
        return False
    return not any(at in scene.names for at in range(span.end + 2, match.start()))


def _donates_next(span: Span, scene: _Scene) -> bool:
    """Tell whether a clause begins with the amount the one named gives: …,捐出8000元."""
    match = _NEXT_GIFT.search(scene.text, span.end, _sentence_end(span, scene))
    return (
        match is not None
        and any(match.end() <= at <= match.end() + 2 for at in scene.money)
        and not any(at in scene.names for at in range(span.end, match.start()))
    )


def _brings_money(span: Span, high: int, scene: _Scene) -> bool:
    match = _BRINGS.search(scene.text, span.end, min(high, span.end + 20))
    if match is None or _ANOTHER.search(scene.text, span.end, match.start()):
        return False
    return any(match.end() <= at <= match.end() + 12 for at in scene.money)


# --- the words ----------------------------------------------------------------------------------


@lexicon.derived
def _title_roles() -> dict[str, PartyRole]:
    groups = (row for row in lexicon.load("groups") if row["sort"] != "bare")  # 参加人员:李某
    roles = {row["word"]: PartyRole.RECIPIENT for row in groups}
    titles = {row["word"]: row["role"] for row in lexicon.load("titles")}
    roles |= {word: PartyRole(role) for word, role in titles.items() if role}
    # A title without a role says nothing, though a kind of people may have its word: 老师.
    return {word: role for word, role in roles.items() if titles.get(word) != ""}


@lexicon.derived
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.load("plain_people"))


@lexicon.derived
def _title_before() -> regex.Pattern[str]:
    titles = [row["word"] for row in lexicon.load("titles") if row["side"] != "after"]
    groups = [row["word"] for row in lexicon.load("groups")]
    return regex.compile(
        rf"(?P<former>(?:退休|离休|原任?|前任|老)+)?(?P<title>{one_of({*titles, *groups})})[\s:：]?\Z"
    )


@lexicon.derived
def _title_after() -> regex.Pattern[str]:
    titles = [row["word"] for row in lexicon.load("titles") if row["side"] != "before"]
    return regex.compile(rf"(?:副|总)?(?P<title>{one_of(titles)})")


@lexicon.derived
def _title_inside() -> regex.Pattern[str]:
    titles = [row["word"] for row in lexicon.load("titles") if row["surname_only"]]
    return regex.compile(rf"(?P<title>{one_of(titles)})\Z")


@lexicon.derived
def _cue_roles() -> dict[str, PartyRole | None]:
    return {
        row["word"]: PartyRole(row["role"]) if row["role"] else None
        for row in lexicon.load("cues_after_names")
    }


_PAIR = "(?:夫妇|夫妻|兄弟|姐妹|姐弟|兄妹|母子|母女|父子|父女)[俩二]?人?"


@lexicon.derived
def _beside() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:同志|先生|女士|{_PAIR}|一家人?的?|的|等人?的?)?(?:也|都|均|各|分别)?(?P<cue>{one_of(_cue_roles())})"
    )


@lexicon.derived
def _reaching() -> regex.Pattern[str]:
    verbs = one_of(row["word"] for row in lexicon.load("cues_before_names") if row["role"])
    return regex.compile(
        rf"(?:{verbs})[了过]?(?:(?!时|后|活动|工作|小组|组|团|队|金|款)\S){{0,30}}\Z"
    )

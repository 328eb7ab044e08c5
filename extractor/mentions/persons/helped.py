"""What is said of someone that was helped, though no title and no verb of giving says so.

    首位揭开纱布的是⟦娄某⟧, ⟦訾某⟧重见光明      what was done to him
    ⟦隋某⟧的烟道堵了,供热站的师傅给他疏通         what others did for him
    ⟦岳某⟧种上了合作社免费送的辣椒苗             what he uses was given
    ⟦韦某⟧父母离异,去年被列为资助对象            he is on the list
    ⟦龙某⟧能下床了,医药费由慈善会承担            what he costs is paid
    给280名农民工送上礼包。钢筋工⟦莫某⟧说        one of those who got it speaks
    提起工会的帮扶,搬运工⟦韦某⟧竖起大拇指         or speaks of it
    悄悄塞给⟦滕某⟧300元, 上门给⟦滕某⟧量血压      to whom it goes
    第一站是⟦黄某⟧老师家                     whose home a round of visits goes to

Who does good himself (司机江某免费接送考生) gets nothing by his title.
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.persons.scene import Scene
from extractor.offsets import Span, after_last_mark

_FAR = 60  # code points before a name that may tell of it
ADDRESS = r"(?:同志|先生|女士|老人|大[爷妈娘]|老两口|夫妇|同学|母[女子]|父[女子]|一家)?"
# Who learns of need, or does something about it, has none of his own in that clause.
OF_ANOTHER = (
    r"(?:得知|听说|听到|了解|发现|看到|看见|知道|获悉|关心|走访|看望|慰问|来到|为|给|向|对|把|将|帮|替|带|召集|组织|"
    r"救|治|护理|照顾|照料|照看|陪|负责|从事|研究|开展|宣传|检查|指导|“|:|：)"
)
OWN = rf"(?:(?!{OF_ANOTHER})[^,，。;；\n]){{0,14}}?"
SPEAKS = re.compile(r"(?:同志)?(?:说|介绍|表示|告诉|指出|称|解释|分析)")

# 供热站的师傅当场给他疏通
_SERVED = re.compile(
    r"[^。;；“\n]{0,24}[,，][^,，。;；\n]{0,12}?(?:师傅|电工|队员|战士|官兵|消防员|施工队|志愿者|工人|民警)们?[^,，。;；\n]{0,6}?(?:给|为|帮|替)[他她](?:们|家)?[^,，。;；\n]{0,6}?"
    r"(?:疏通|检修|维?修[好理]|翻修|更?换[上好了]|[安装]上|打扫|劈柴|挑水|理发|补[好上]|搬[进来到])(?![^,，。;；\n]{0,4}(?:轮胎|车胎|机器|设备))"
)
# 重见光明, 装上假肢: what was done to whom it was done for
_CURED = (
    r"(?:重见光明|重获光明|恢复了?(?:光明|视力|听力)|揭[开下去]了?纱布|(?:装|安|配|穿)上了?[^,，。;；\n]{0,4}(?:假肢|义肢|义眼|义齿|人工耳蜗)"
    r"|戴上了?[^,，。;；\n]{0,4}助听器|坐上了?[^,，。;；\n]{0,4}轮椅)"
)
_IS_CURED = re.compile(rf"{ADDRESS}{OWN}{_CURED}(?!的)")
_WHO_IS_CURED = regex.compile(rf"{_CURED}(?:后?[,，]|的[是为]?)[^,，。;；:：\n“]{{0,8}}\Z")
# 种上了合作社免费送的辣椒苗
_USES = re.compile(
    rf"{ADDRESS}{OWN}(?:种|用|养|喂|吃|穿|盖|住|戴|骑|点|铺)[上着]了?(?!自)[^,，。;；\n]{{1,12}}(?:送来?|捐赠?|赠送|发放|资助)的"
)
_ON_THE_LIST = re.compile(
    r"[^。“\n]{0,40}?列[为入](?:了?(?:重点|建档|长期)?)(?:资助|救助|帮扶|低保|五保|特困|助学|慰问)(?:对象|范围|名单|户|供养|学生|人员)?"
)
_COST_IS_PAID = re.compile(
    r"[^。“\n]{0,24}[,，][^,，。;；\n]{0,10}(?:医药|手术|医疗|住院|治疗|学杂?|伙食)费(?:用)?[^,，。;；\n]{0,6}由[^,，。;；\n]{1,12}(?:承担|兜底|解决|支付|减免|垫付)"
)
# 给280名农民工送上礼包。钢筋工莫某说
_GIVEN_TO_MANY = regex.compile(
    r"[给为向][^,，。;；\n]{0,6}\d+余?[名位户个][^,，。;；\n]{0,12}(?:送[上去了]|发放|赠送|捐赠)[^。\n]{0,40}。(?:[^,，。;；:：\n“”]{0,8}?"
    r"(?:(?<![义社护])工|农民|贫困户|低保户|五保户|村民|职工|老人|师傅|牧民|渔民|(?<![医先])生))\Z"
)
_SPEAKS_OF_AID = regex.compile(
    r"(?:提起|说起|谈起|谈到|说到|讲起)[^,，。;；\n]{0,10}(?:帮扶|救助|资助|慰问|工会|捐款|助学|好心人|恩人)[^,，。;；\n]{0,6}[,，][^,，。;；:：“\n]{0,8}\Z"
)

# 悄悄塞给某某300元, 上门给某某量血压
_HANDED_TO = regex.compile(r"(?:塞|递|送|捐|汇|寄)给了?\Z")
_CALLS_FOR = regex.compile(r"(?:上门|义务|免费|无偿)[^,，。;；\n]{0,4}[给为帮替]\Z")
_SERVICE = re.compile(
    r"(?:老人|大[爷妈娘]|家)?(?:看病|量血压|理发|剪发|体检|打扫|[检维]?修|洗[头脚衣被]|检查身体|送[药饭菜])"
)
_NO_GIFT = re.compile(r"[^,，。;；\n]{0,4}(?:货款|工资|房租|押金|运费|欠款)")

_DOES_GOOD = re.compile(
    r"(?:师傅|同志|老人)?(?:每天|多年来?|一直|常年|还|也|又)*(?:免费|义务|无偿)(?:接送|[为给帮替教]|[维检]修|理发|照[顾看料])"
)


def is_helped(text: str, span: Span, high: int) -> bool:
    """Tell whether the sentence, up to ``high``, says that the one named was helped."""
    told = (_SERVED, _IS_CURED, _USES, _ON_THE_LIST, _COST_IS_PAID)
    if any(pattern.match(text, span.end, high) for pattern in told):
        return True
    low = after_last_mark(text, "。;；\n", max(0, span.start - _FAR), span.start)
    before = (_WHO_IS_CURED, _SPEAKS_OF_AID)
    if any(pattern.search(text, low, span.start) for pattern in before):
        return True
    many = _GIVEN_TO_MANY.search(text, max(0, span.start - 2 * _FAR), span.start)
    return many is not None and SPEAKS.match(text, span.end) is not None


def is_handed_to(span: Span, scene: Scene) -> bool:
    """Tell whether an amount is put into the hands of the one named, or others call to do something."""
    text, low = scene.text, max(0, span.start - 12)
    if _CALLS_FOR.search(text, low, span.start) and _SERVICE.match(text, span.end):
        return True
    return (
        _HANDED_TO.search(text, low, span.start) is not None
        and span.end in scene.money
        and _NO_GIFT.match(text, scene.figures[span.end]) is None
    )


# 第一站是江北大道的黄秉忠老师家, 第三站到蒙少芬老师家
_ROUND = regex.compile(
    r"(?:第[一二三四五六七八九十\d]{1,2}(?:站|家|户)|[头下末]一?[站家户]|最后一[站家户])[,，]?(?:[是到去在]|来到|走进|走访)?了?[^。;；\n“]{0,14}\Z"
)
_HOME = regex.compile(r"(?:老师|师傅|老人|大[爷妈娘嫂]|同志|阿姨)?的?家(?![电具政属长])")


def is_of_round(span: Span, scene: Scene) -> bool:
    """Tell whether the home of the one named is where a round of visits goes."""
    before = _ROUND.search(scene.text, max(0, span.start - 24), span.start)
    return before is not None and _HOME.match(scene.text, span.end) is not None


def does_good(text: str, span: Span) -> bool:
    """Tell whether the one named does something for others without pay."""
    return _DOES_GOOD.match(text, span.end) is not None

"""People of a kind that gives, works or is only there, and so is no recipient.

    派出9名医护人员        出动环卫工人90名        they are sent: only their number makes them no recipients
    12名医护人员为村民看病                        nor where they are the ones who act
    一位不愿留名的老党员5000元                     who hides his name gave
    在岗教职工58人        全村现有农户412户        the strength of a body, the size of a place
    参与职工8500余人次     全校316名学生             those who came, and the strength of a body once more
65名教师与130名贫困生结成对子    干部职工人均捐款110元    who helps, who gives
失去两个孩子          抚养三名未成年子女        somebody's own

Whom a text names as visited, or as given to, is read by ``contexts`` whatever his work is.
"""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.groups.scene import Phrase, Scene

_NAMELESS = re.compile(
    r"(?:(?:不愿|不肯|不想|没有?|未)(?:留下?|透露|公开)?(?:自己的?)?(?:姓名|名字|名|姓)|匿名|不具名|不署名)的?\Z"
)
_SENT = regex.compile(
    r"(?:派出?|选派|派驻|下派|抽调|组织|出动|调集|调派|抽派|组成|投入|动员|带领|率领|安排|招募|聘[用请]|由)"
    r"了?(?:(?!慰问|看望|走访|救助|资助|送)[^，。；;：\n]){0,24}\Z"
)
_ACTS = regex.compile(
    r"(?:[0-9一二两三四五六七八九十]{1,5}余?[名人位])?们?[，,]?(?:[\u4e00-\u9fff]着|冒|奋战|坚守|参与|参加|组成|义务|免费|也?[为向给](?!每)|"
    r"走进|来到|前往|深入|赶赴|赶到|奔赴|开展|上路|上门|捐|凑|利用)"
)
# 12名村民代表参加评议, they do something, and get nothing; in 对12户申请户进行评议 it is done to them.
_DOING = re.compile(
    r"(?:进行|参加|参与|开展|组成)(?:了)?(?:民主)?(?:评议|投票|签字|表决|监督|审议|审核|讨论)"
)
_OBJECT = re.compile(r"对[^,，。；;：:！!？?\n]{0,16}\Z")
_NOT_GIVING = regex.compile(
    r"在校|招生|生育|现有(?:在[岗职])?[干员教女]?[部工职]|捐|凑|志愿|编制|在岗|认购|在册|在编"
)
_THERE = regex.compile(
    r"(?<!(?:敬老|养老|福利|光荣|托养|幸福|救助|护理)(?:院|中心|站))(?:现有|共有|在籍)(?:全日制|各类|各级)?\Z"
    # 现有教学班6个，学生213名: of what else there is
    r"|现有(?:(?!慰问|资助|救助|困难)[^。；;\n]){0,30}[，,、]\Z"
)
# 供着两个孩子念书, 家里两个孩子都在上学: those of a home, unless something is done for them; 给两个孩子送书包.
_CHILDREN = ("孩子", "娃", "娃娃", "女儿", "儿子")
_FEW = re.compile(
    r"(?:(?<![0-9.一二三四五六七八九十百])[一二两俩三四五1-5][个名]|有)(?:年幼的?|未成年的?)?\Z"
)
_DONE_FOR = regex.compile(
    r"(?:[给为向替帮]|慰问|看望|资助|救助|帮扶|奖励|这|那|福利院)[^,，。；;：:\n]{0,14}\Z"
)
# 由校长和两名学生代表送到他家: who carries it there.
_CARRIES = re.compile(
    r"们?(?:一起|一同)?(?:把|将|送[到去来]|前往|来到|陪同|参加|出席|参与|向(?:你们|您|大家|社会|各界|老师))"
)
# 131名学生考上本科; but 6名孩子考上大学,每人奖励1000元
_GETS_ON = regex.compile(
    r"们?(?:已|全部|都|均|先后|陆续|顺利)*(?:考[上取入]|升入|毕业)(?![^。;；\n]*(?:奖|助|补|慰问|发|送|每[人名]|[领得获]))"
)
# 家访分为五个小组,教师23人、学生骨干18人: those who go, not the households they go to
_IN_TEAMS = regex.compile(r"分[成为作]?[0-9一二两三四五六七八九十]{1,3}个?(?:小?组|路|队)")
_STAFF = ("教师", "老师", "教职工", "职工", "员工", "干部", "党员")
# 失去两个孩子, 抚养三名未成年子女; 社区共有2317户居民, 全村196户人家: nobody is given anything.
_IS_THEIRS = regex.compile(
    r"(?:抚养|抚育|养育|供养|赡养|拉扯|育有|(?<![学男女新师考])生有|失去)[^,，。;；的]{0,16}\Z"
    r"|(?:全[校厂院班公乡镇县市区司矿局所园店]|全公司|全集团)(?:共有?|现有?|有)?[\d,.]{1,9}多?余?[名位人个]\Z"
    r"|全[县市区校镇乡村厂院]\Z|全[县市区校镇乡村](?:共有?|现有|有)?(?:学生|教师|职工|居民|村民|人口|农户)[\d.,万]{1,9}[余多]?[人名户][,，]其中[^。；;\n]*\Z"
    r"|(?:抢救|营救|救出|救起|搜救|同(?:宿舍|班|桌|校|村)的?)了?[0-9一二两三四五六七八九十]{1,5}余?[名位个]\Z"
    r"|(?:由|抽调|选派|派出)了?[0-9一二两三四五六七八九十]{1,5}余?[名位]\Z"
    r"|(?:参与|参加|参赛|参训|参会|到会|出席|来访|上访|信访|咨询)(?:活动|培训|比赛)?的?\Z"
    r"|(?:[现辖]有|辖区?|居住着?|住着|(?:全[村镇乡县社区组院]|社区|村|小区)(?:共有|共|有)?)[\d,.]{1,9}多?余?户\Z"
)


# 6位老同志到小学讲党史, 5名医生赴牧区义诊: they go there and do something
_GOES_TO_DO = regex.compile(
    r"们?(?:一行)?(?:前往|走进|来到|[到去赴进])[^,，。；;：\n]{2,12}?(?:讲|宣[讲传]|义诊|慰问|看望|支教|服务|授课|作报告|演出|调研|走访)"
)
# 148名学生里,住校的有97名: what is told of some of them comes below
_AMONG = re.compile(r"们?(?:里面?|[当之]?中间?)[，,]")
_THESE = re.compile(r"[这那](?:[0-9]{1,5}|[一二两三四五六七八九十百]{1,4})[名位个]\Z")
_DONATED = regex.compile(
    r"(?:捐(?!给|助)|善款|[会党团]费|缴纳|集资|自筹|招[募聘录]|聘[用请]|雇[佣请用])(?:(?!慰问|救助|资助|补助|奖励|发放|给|送|用于)[^。；;\n])*\Z"
)


# 职工4200人参加医疗互助; but those that join a scheme of insurance, or are sent to rest, are given it
_JOINS = regex.compile(
    r"们?(?:[0-9][0-9.,]{0,8}[万余多]{0,2}[户人名位](?:次)?)?(?:[、和及与][\u4e00-\u9fff]{2,6}){0,3}?(?:都|均|共|踊跃|积极|报名)*(?:参加|参与|加入|出席|观看)了?"
    r"(?![^,，。；;\n]{0,8}(?:新农合|医保|保险|疗养|休养|体检|合作医疗|夏令营))"
)
# 65名教师与130名贫困生结成对子: of two that are paired the first helps.
_PAIRED = regex.compile(
    r"们?(?:分别|又|还|将|已)*(?:与|和|同|跟)(?=[^,，。；;：:\n]{0,12}[0-9一二两三四五六七八九十百])"
    r"[^,，。；;：:\n]{2,24}?结(?:[成为对起亲]|了)"
)
_GAVE = re.compile(
    r"们?(?:[约近共]?[0-9][0-9,.]*[万余多]*[人名户位]次?)?(?:也|都|还|又|均|共|一共|共计|自发|踊跃|纷纷|主动|积极|人均|每人|平均|当场|自愿)*(?:捐(?!助)|募捐|凑|集资|掏|义卖|筹[资款集])"
)
_HELPED = regex.compile(
    r"(?:[为给向替对]|慰问(?!不含|不包括)|看望|走访|救助|资助|帮助|帮扶|补助|救济)[^,，。；;、：:\n]{0,20}\Z"
)
# 职工捐款3680元:班组长6人,每人200元;其他职工31人,每人80元
_GIFTS = regex.compile(r"捐款?[^,，。；;：:\n]{0,12}元[:：][^。\n]*\Z")


def gave(phrase: Phrase, scene: Scene, low: int) -> bool:
    """Tell whether the phrase is the subject of a gift: 村民捐款2460元, 干部职工人均捐款110元."""
    if not _GAVE.match(scene.text, phrase.span.end):
        return False
    return _HELPED.search(scene.text, low, phrase.span.start) is None


def are_listed_givers(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether the phrase, of no described kind, stands in a list of what was given."""
    start = phrase.span.start
    begin = max(
        0, start - _LIST, scene.text.rfind("。", 0, start), scene.text.rfind("\n", 0, start)
    )
    return not phrase.is_described and _GIFTS.search(scene.text, begin, start) is not None


_LIST = 80  # code points before a phrase that the head of its list may stand in


def are_donors(at: int, scene: Scene, low: int) -> bool:
    """Tell whether a phrase from ``at`` on is of donors or of who is hired.

    捐款人中有退休教师2000元, 招募护理员20名，每人每月3500元.
    """
    return _DONATED.search(scene.text, low, at) is not None


def hides_name(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether the phrase is of someone who gave and did not leave his name."""
    start = phrase.span.start
    return _NAMELESS.search(scene.text, max(0, start - 12), start) is not None


def are_at_work(phrase: Phrase, scene: Scene, low: int) -> bool:
    """Tell whether the phrase is of people who are sent to work, or who act, from ``low`` on."""
    is_object = _OBJECT.search(scene.text, low, phrase.span.start) is not None
    end = phrase.span.end
    if not is_object and (_DOING.match(scene.text, end) or _GOES_TO_DO.match(scene.text, end)):
        return True
    if not phrase.span.slice(scene.text).endswith(_workers()):
        return False
    is_sent = _SENT.search(scene.text, low, phrase.span.start) is not None
    return is_sent or _ACTS.match(scene.text, phrase.span.end) is not None


def is_of_home(phrase: Phrase, scene: Scene, low: int) -> bool:
    """Tell whether the phrase is of the few children of one home, for whom nothing is done."""
    begin = phrase.span.start
    if not phrase.span.slice(scene.text).endswith(_CHILDREN):
        return False
    few = _FEW.search(scene.text, max(low, begin - 8), begin)
    return few is not None and _DONE_FOR.search(scene.text, low, few.start()) is None


def are_only_there(phrase: Phrase, scene: Scene, low: int, high: int) -> bool:
    """Tell whether a counted general noun, in the sentence, is the size or the household of something."""
    start = phrase.span.start
    if _CARRIES.match(scene.text, phrase.span.end):
        return True
    if _GETS_ON.match(scene.text, phrase.span.end, high):
        return True
    is_staff = phrase.span.slice(scene.text).endswith(_STAFF)
    if is_staff and _IN_TEAMS.search(scene.text, low, high):
        return True
    return (
        _NOT_GIVING.search(scene.text, low, high) is not None
        or _JOINS.match(scene.text, phrase.span.end) is not None
        or _PAIRED.match(scene.text, phrase.span.end) is not None
        or (
            _AMONG.match(scene.text, phrase.span.end) is not None
            and _THESE.search(scene.text, low, start) is None
        )
        or _THERE.search(scene.text, low, start) is not None
        or _IS_THEIRS.search(scene.text, low, start) is not None
    )


@lexicon.derived
def _workers() -> tuple[str, ...]:
    """Return the kinds of people that are named for their work."""
    labels = {"一线职工", "环卫工人", "部队官兵"}
    return tuple(row["word"] for row in lexicon.load("groups") if row["label"] in labels)

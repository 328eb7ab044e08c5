"""Numbers of things: 92户, 1200余人次, 28位, 过冬棉衣276套, 6镇1乡, 总人口18.5万, 90岁以上.

The span is approximation, number and classifier; the classifier says what kind of thing it is
(lexicon ``classifiers``), 个 is told by the noun after it (lexicon ``counted_nouns``).  一 with a
classifier counts only where it is measured out (每户一袋); 一名 and 一次 are articles.  Not read:
ordinals (第24个, 首届), document and house numbers (54号, 105号楼), sayings (lexicon
``not_counts``: 一对一, 两癌), ranks and grades (6.2级, 4A级), times of day, and a duration that
makes a time (两天前); ``counts_in_context`` reads 三年内 and 五年来.  Which error is worse: a wrong count is worse than none.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from extractor import lexicon
from extractor.mentions.figures import counts_in_context, joined_counts
from extractor.mentions.figures.measured_out import MEASURED_OUT
from extractor.mentions.figures.not_counted import NOT_COUNTED
from extractor.mentions.figures.quantities import (
    AFTER,
    HALF,
    NUMBER,
    leading_to,
    read_quantity,
)
from extractor.mentions.figures.units import classifiers, kind_of, units
from extractor.model import Approx, Count, Quantity
from extractor.rules import Rule, one_of

# 三年半, 两头半, but 五头半大猪
AND_HALF = (
    "(?P<half> 半 (?<=(?:[亩斤年天岁]|公斤|小时|个月|吨|里|米)半 | [头担]半(?![大岁]))"
    " (?![数途价天年夜山身个边]) )?+"
)
# 13册多, 一米多深; 两年多次走访 and 三户多年在外 are of other words
LATER = (
    "(?P<later> 多 (?<![户人名位家次]多) (?= [，,。；;、！!？?）)\\s] | $ | [深高长宽远厚粗重水地路田]|[薄坡耕林][田地]"
    " | 的(?!是) | 来(?![自到往访电信]) | 时间 | 之?[前后] | 以[前后] ) )?+"
)
LENGTHS = ("米", "厘米", "公里", "里", "尺", "丈", "亩", "斤", "公斤", "吨")
BARE = ("百", "千", "万", "亿")  # 万户 may be meant; 暖万家 is not
# 队伍本身, 下陆区: 5 and 6 by themselves only where money is written; 零件厂, 零部件 hold no 0
WORDS = ("伍", "陆", "零")
PEOPLE = ("户", "人", "名", "位", "人次", "户次", "岁")
TIMES = ("次", "回", "遍", "趟")  # 各开展一次排查 says that it was done
# XX家, XX台 and XX村 are names as often; what is only handed out is not: 棉衣xx件.
HANDED_OUT = ("件", "床", "套", "份", "袋", "桶", "箱", "双", "副", "瓶", "盒", "吨", "公斤", "斤")


@lexicon.derived
def rules() -> tuple[Rule[Count], ...]:
    """Return the rules, made of the lexicon's words."""
    return (
        Rule(
            "count.classifier",
            _pattern(),
            read_count,
            (
                "对⟦13户⟧特困户",
                "慰问⟦1200余人次⟧",
                "棉鞋⟦276套⟧",
                "⟦90岁以上⟧老人",
                "惠及⟦万户⟧家庭",
                "参加的⟦五名⟧志愿者",
                "⟦126人(次)⟧",
                "合计⟦271户(人)⟧",
                "以上共⟦59人（户）⟧,经费总计19300元",
                "秦老四 棉衣⟦一件⟧ 棉被⟦一床⟧\n",
                "签约⟦137人⟧",
                "高一⟦52人⟧、初三⟦38人⟧",
                "摆⟦5桌⟧年夜饭",
                "邓妹三 车祸致残,沙云二车祸受伤,运来⟦三车⟧煤",
                "办结⟦46案⟧⟦58人⟧",
                "发放棉衣⟦xx件⟧、大米⟦XX袋⟧。",
                "XX台记者来到XX家园",
                "审理⟦三件⟧案件",
                "各开展一次集中排查",
                "每季度走访一遍",
                "各地又掀起了一个高潮",
                "分三次产业看",
                "每万人拥有医生⟦32名⟧,每百户有汽车⟦21辆⟧,每10万人有⟦3所⟧",
                "附近⟦50户⟧居民",
                "每户⟦一袋⟧米",
                "送来大米⟦十袋⟧,走访⟦十个⟧村",
                "人均图书⟦13册多⟧,",
                "进水⟦一米多⟧深",
                "种地⟦两亩多⟧,收粮⟦三千多斤⟧",
                "⟦四年多⟧来累计筛查",
                "⟦两年⟧多次走访",
                "⟦三户⟧多年不在家",
                "种⟦四亩多⟧薄田",
                "其余⟦258户⟧均已落实措施",
                "⟦36人⟧均已就业",
                "2016人均收入",
                "二类每人150元,三档每户100元",
                "⟦五岁半⟧的男孩",
                "平均每户⟦两头半⟧猪,另有⟦五头⟧半大猪",
                "比上年多⟦二亿一千多万斤⟧",
                "走访率—17—⟦1235户⟧",
                "周转量⟦3.2万人次公里⟧",
                "另送大米⟦一袋⟧(⟦25公斤⟧)",
                "大礼包(花生油⟦一桶⟧、糖果⟦两斤⟧)",
                "落实“两项补贴”,⟦两项⟧共100万元",
                "环卫三所 ⟦9辆⟧",
                "一组⟦28户⟧，二组⟦31户⟧；分⟦三组⟧入户",
                "减免幼儿⟦540人⟧保教费，⟦12人⟧为老人理发，组织⟦200人⟧体检，⟦8人⟧工伤",
                "有3人民警和人为因素",
                "三道梁乡 ⟦9辆⟧",
                "来到四棵树村,走访⟦3户⟧",
                "双桥镇三道沟村的⟦6户⟧",
                "修路⟦三公里多⟧,",
                "“三公”经费",
                "另送大米⟦一袋⟧、食用油⟦一桶⟧。",
                "新建⟦三道⟧拦河坝,⟦两家⟧村办企业",
                "每户送上800元慰问金和⟦一桶⟧油",
                "送去铁炉⟦一套⟧、块煤⟦1.5吨⟧",
                "申请轮椅⟦一辆⟧。",
                "来到龙老四家",
                "石桥村2组的⟦3户⟧",
                "三组的高桂芳患病",
                "家住六社的困难户",
                "分成⟦三组⟧入户",
                "⟦三组⟧队员入户",
                "每人送去⟦两床⟧棉被、⟦一袋⟧大米",
                "各发⟦5袋⟧面粉和⟦一桶⟧油",
                "买来⟦两床⟧棉被、一袋大米",
                "组织⟦86名⟧义工",
                "⟦12名⟧义务消防员",
                "以个人名义捐款",
                "到4村、7村入户",
                "为⟦50人⟧参保",
                "第24个教师节",
                "一名职工",
                "开展“一对一”帮扶",
                "6.2级地震",
                "两天前",
                "春节前两天",
                "每天⟦一到两名⟧",
                "3人民医院",
                "18元",
                "人均⟦一亩半⟧耕地",
                "六届人大四次会议",
                "99999年1月1日",
                "0年0月0日",
                "召开⟦四次⟧会议",
                "表12025年居民消费价格",
                "职工队伍本身建设",
                "汽车零件厂",
                "困难职工数⟦3049人⟧",
                "走访困难群众数10户",
                "送到千家万户",
                "1.2022年,我会",
                "关于2016年检的通知",
                "十三村食品有限公司",
                "⟦三村⟧联合成立公司",
                "凯里市三棵树镇平乐村",
                "全县⟦三座⟧古镇",
                "本县⟦三所⟧乡镇卫生院",
                "义务出车⟦445台次⟧",
                "检查车辆⟦1200辆次⟧",
                "每户⟦一袋⟧米,⟦一桶⟧油",
                "累计救助⟦628 人 次⟧",
                "⟦65岁至89岁⟧的老人",
                "送去四件套",
                "今年有⟦五十．六万人⟧领取",
                "共⟦十万七七八四人⟧",
                "下陆区",
                "“千人帮万户”活动",
                "“百企兴百村”行动",
                "⟦近千人⟧入户帮⟦300户⟧",
                "每一个问候、每一份爱心都是支持",
                "每慰问一户就谈一阵",
                "每人⟦一份⟧礼包",
                "20182019年投入3万元",
                "1225日,县妇联发放",
                "一、二类低保人员",
                "第三、四批名单",
                "14:30\n本校供稿",
                "总队二支队官兵",
                "⟦两支队⟧下乡",
                "左六双小腿截肢",
                "客运量（万人次）",
                "客运量 | 万人次 | 本年",
                "（⟦万人⟧签名活动）",
            ),
            starts=leading_to(classifiers()),
        ),
        *counts_in_context.RULES,
        *joined_counts.rules(),
    )


def read_count(match: regex.Match[str]) -> Count | None:
    """A number with a classifier; 一 only where it is measured out."""
    quantity = read_quantity(match)
    unit = "".join(match["unit"].split())
    number = None if match["high"] else match["number"]  # of one number, not of a range
    if quantity is None or (number == "一" and not _is_measured_out(match, unit)):
        return None
    if number in BARE and not match["more"] and unit not in PEOPLE:
        return None
    if number in WORDS or (number == "十" and unit == "年"):  # 今后十年 is a time
        return None
    if match["mask"] and not _may_be_masked(match, unit):
        return None
    if match["half"]:
        quantity = _and_half(quantity)
    if match["later"] and quantity.approx is Approx.EXACT:
        quantity = replace(quantity, approx=Approx.OVER, high=None)
    return Count(quantity, unit, kind_of(unit))


def _is_measured_out(match: regex.Match[str], unit: str) -> bool:
    if match["later"] and unit in LENGTHS:
        return True
    return match["each"] is not None and unit not in TIMES


def _may_be_masked(match: regex.Match[str], unit: str) -> bool:
    if unit in PEOPLE:
        return True
    return unit in HANDED_OUT and _AFTER_NOUN.search(match.string, 0, match.start()) is not None


_AFTER_NOUN = regex.compile(r"\p{Han}\s?\Z")


def _and_half(quantity: Quantity) -> Quantity:
    """Return ``quantity`` with the half that stands after its unit: 一亩半."""
    stated, low, high = (
        None if number is None else number + HALF
        for number in (quantity.stated, quantity.low, quantity.high)
    )
    return replace(quantity, stated=stated, low=low, high=high, step=HALF)


def _pattern() -> regex.Pattern[str]:
    sayings = one_of(row["word"] for row in lexicon.load("not_counts"))
    return regex.compile(
        rf"""
        (?: (?= [^0-9]{{0,5}} 一 ) (?P<each> {MEASURED_OUT} ) )?+  # only of 一 it is asked
        (?! {sayings} ) {NOT_COUNTED} {NUMBER} (?: [^\S\n] | \n (?! [县区镇乡村市] ) )?+
        (?P<unit> {units()} )
        {AND_HALF} {LATER}
        (?P<after> {one_of(AFTER)} )?+
        """,
        regex.VERBOSE,
    )

"""The words generated reports are made of: places, bodies, people, groups, goods; all invented.

The sentences themselves are rows of ``templates.tsv``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).resolve().with_name("templates.tsv")


def template(kind: str, chance: random.Random) -> str:
    """Return one of the sentences of a kind."""
    return chance.choice(templates()[kind])


@cache
def templates() -> dict[str, list[str]]:
    """Return the sentences of every kind."""
    kinds: dict[str, list[str]] = {}
    for line in TEMPLATES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, sentence = line.split("\t")
            kinds.setdefault(kind, []).append(sentence.replace("⏎", "\n"))
    return kinds


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COUNTIES = _listed(
    """
    云岭县 青砚县 临漾市 晨江市 松渚县 南棠区 东溪浦区 安汀县 清澜县 河舟区 平墨县 望棠县
    岚溪市 柏川县 榆陵区 雁泊县
    """
)
COUNTY_BODIES = _listed("总工会 民政局 慈善会 残联 红十字会 妇联")
TOWNS = _listed("石漾镇 柳澄镇 白砚镇 高桐乡 古漪镇 双棠乡 沙浔镇 梅岑街道 东栅街道 望潭镇")
WORKPLACES = _listed(
    """
    明岚中学工会 清漪小学工会 榆陵师范学校工会 鸿屿机械公司工会 海谷食品公司工会
    远舟物流公司工会 安砚水务公司工会 松陵纺织公司工会 晨江第二人民医院工会
    望棠县医院工会 岚溪供电公司工会 柏川矿业公司工会
    """
)
BODIES = (*(place + body for place in COUNTIES for body in COUNTY_BODIES), *TOWNS, *WORKPLACES)

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
    "程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN_NAMES = _listed(
    """
    桂兰 启明 淑珍 德福 文涛 丽华 守信 月娥 雨晴 国安 庆余 小军 立峰 晓云 长发 宏伟
    振山 志宏 永昌 玉梅 立群 淑敏 春生 秀英 建业 海燕 红霞 广才 金凤 玉柱 素芬 云鹏
    学文 翠莲 保国 爱珍 敏 强 静 军 涛 霞
    """
)
OFFICES = _listed("主席 副主席 局长 副局长 党组书记 会长 常务副会长 主任 副镇长 工会主席")

PEOPLE_GROUPS = _listed(
    """
    困难职工 环卫工人 劳动模范 孤儿 五保老人 困难党员 重病患者 重度残疾人 困难学生
    留守儿童 退休教师 一线职工 困难农民工 独居老人
    """
)
HOUSEHOLD_GROUPS = _listed("困难家庭 低保户 特困户 低收入农户 受灾农户 贫困残疾人家庭 军属家庭")
FUNDS = _listed("慰问金 救助金 生活补助 取暖补贴 助学金 医疗救助金 护理补贴 帮扶资金 临时救助款")
SOURCES = _listed("上级拨款 财政拨款 单位自筹 企业捐款 社会捐助 干部职工捐款 专项基金 网上募捐")
GOODS = (  # what, its classifier, what one costs in yuan
    ("大米", "袋", 65),
    ("面粉", "袋", 48),
    ("食用油", "桶", 72),
    ("棉被", "床", 130),
    ("棉衣", "件", 115),
    ("电热毯", "条", 88),
    ("牛奶", "箱", 55),
    ("毛巾", "条", 9),
)
CAMPAIGNS = _listed("送温暖 走访慰问 扶贫帮困 冬令救助 夏送清凉 金秋助学 结对帮扶 爱心救助")

OPENINGS = (
    "为切实帮助困难群众解决实际问题，{body}认真组织开展了{campaign}活动，现将有关情况总结如下：",
    "按照上级统一部署，{body}精心组织、周密安排，扎实开展{campaign}工作，取得了较好成效。",
    "在各级领导的关心支持下，{body}坚持以人为本，把{campaign}作为一项民心工程来抓，现总结如下：",
    "根据有关文件精神，结合工作实际，{body}深入开展了{campaign}活动。现将活动情况汇报如下：",
    "{body}始终把群众冷暖放在心上，多措并举做好{campaign}工作，现将主要做法报告如下：",
)
HEADINGS = (
    ("加强领导，精心组织", "专门召开会议进行部署，成立了工作领导小组，明确了分工和责任。"),
    ("摸清底数，建立台账", "组织人员逐户走访核实，全面掌握困难群众的家庭状况和实际需求。"),
    ("多方筹资，规范管理", "严格执行财务制度，资金专款专用，发放情况张榜公示，接受群众监督。"),
    ("突出重点，分类帮扶", "坚持普遍慰问与重点帮扶相结合，把有限的资金用在最需要的地方。"),
    ("落实措施，务求实效", "工作人员克服天气寒冷、路途偏远等困难，把党和政府的关怀送到群众手中。"),
    ("广泛宣传，营造氛围", "充分利用宣传栏、广播等形式，大力宣传扶贫济困的传统美德。"),
)
CLOSINGS = (
    "下一步，我们将继续把集中慰问与常态帮扶结合起来，让困难群众感受到更多温暖。",
    "通过此次活动，进一步密切了干群关系，受到了群众的普遍好评。",
    "今后，我们将不断健全帮扶机制，努力做到应帮尽帮、应救尽救。",
    "活动虽然取得了一定成绩，但与群众的期盼相比仍有差距，我们将在今后的工作中不断改进。",
)


@dataclass(slots=True)
class Unused:
    """The words of one report that it has not used yet."""

    people: list[str]
    households: list[str]
    funds: list[str]
    sources: list[str]
    year: int

    @classmethod
    def of(cls, chance: random.Random, year: int) -> Unused:
        """Return all words, in an order of this report's own."""
        lists = (PEOPLE_GROUPS, HOUSEHOLD_GROUPS, FUNDS, SOURCES)
        people, homes, funds, sources = (chance.sample(listed, len(listed)) for listed in lists)
        return cls(people, homes, funds, sources, year)

    def recipients(self, chance: random.Random) -> tuple[str, str]:
        """Return a group and what it is counted in."""
        if self.households and chance.random() < 0.4:  # noqa: PLR2004
            return self.households.pop(), "户"
        return self.people.pop(), chance.choice(["名", "名", "位"])

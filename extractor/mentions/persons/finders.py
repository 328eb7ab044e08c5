"""The rules that find persons' names each by itself, in the order in which they are believed.

bylines, titles, villages, foreign and masked names      ``names.bylines``, ``introduced``, ``tongues``, ``unplain``
⟦王小梅⟧和⟦李建军⟧一起来到现场                            what the model of names is sure of
有⟦邓望山⟧、⟦贺庭生⟧、⟦彭秋兰⟧五位教师                    a list that a number sums up
来到⟦鲍有田⟧家中                                        a name that a home follows
“谢谢你们。”⟦赖春勤⟧激动地说                            what jieba calls a name
78岁的⟦宗安平⟧，独自生活                                a word that goes with a name
李家庄⟦李会来⟧家房顶塌了                                 what happens to someone
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.mentions.names.bylines import bylines
from extractor.mentions.names.dotted import foreign_names
from extractor.mentions.names.framed import framed_names
from extractor.mentions.names.introduced import (
    nicknames,
    surname_titled,
    titled,
    told,
)
from extractor.mentions.names.lists import summed
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.situated import situated_names
from extractor.mentions.names.tongues import names_of_other_tongues
from extractor.mentions.names.unplain import columns, masked_names, spaced_names
from extractor.mentions.names.wordlike import bracketed_names, doubled_names, giving_names
from extractor.mentions.persons.likely import (
    cued_names,
    likely_names,
    names_at_home,
    tagged_names,
)
from extractor.offsets import Span


@dataclass(frozen=True, slots=True)
class Finder:
    """A way to find names; in its examples all that it finds is marked, taken by itself."""

    rule_id: str
    reads: str
    find: Callable[[Shapes], Iterator[Span]]
    examples: tuple[str, ...]


FINDERS = (
    Finder(
        "person.byline",
        "A name in a byline or a signature.",
        bylines,
        (
            "本报讯(记者 ⟦王璐⟧)昨天,记者获悉一事。",
            "记者⟦高远⟧报道:活动启动。",
            "共发放棉被28床。(⟦许忠明⟧)",
            "捐出20吨煤。(⟦王 晓⟧)",
            "作者:⟦王万里⟧",
            "作者:⟦矣小平⟧ 发布时间:2020年3月",
            "作者:宣传科",
            "来源:金秋网",
        ),
    ),
    Finder(
        "person.foreign",
        "A name whose parts a dot joins.",
        foreign_names,
        ("村民⟦买买提·艾力⟧一家靠低保生活。", "“慈善·温暖”行动启动。"),
    ),
    Finder(
        "person.masked",
        "A name of which only the surname is told.",
        masked_names,
        (
            "贫困户⟦张某⟧因病致贫。",
            "困难职工⟦李××⟧的儿子考上了大学。",
            "被害人⟦刘某甲⟧之妻",
            "4.⟦欧阳*⟧,大沟村 5.⟦罗*华⟧,柏树村",
            "高XX县区的农户",
        ),
    ),
    Finder(
        "person.put-together",
        "A name put together of the words and sounds that names of other tongues are made of.",
        names_of_other_tongues,
        (
            "养路工⟦斯日古楞⟧接过毛巾。",
            "烈属⟦古丽娜尔⟧、老党员⟦热西旦⟧来了。",
            "走访了⟦额尔德木图⟧老人,学生⟦岩罕囡⟧领到了书包。",
            "职工巴士班车,学生到呼伦贝尔,困难群众哈萨克族占六成。",
            "⟦扎西多杰⟧失去了妻子。",
            "贫困牧民⟦其其格⟧和⟦萨仁⟧来了。",
            "困难职工⟦包巴特尔⟧领到了救助金。",
            "理事长古丽萍走访。",
            "巴音郭楞的格桑花",
            "来到格桑乡",
        ),
    ),
    Finder(
        "person.spaced",
        "Names in a row or a column that only blanks part.",
        columns,
        ("下列同志:⟦王 强⟧  ⟦呼延大勇⟧  ⟦於 平⟧。", "共计 王 倩 一览"),
    ),
    Finder(
        "person.spaced",
        "Two characters set to the width of three, in a list or after a title.",
        spaced_names,
        ("学生⟦王 倩⟧、⟦李 强⟧、", "共计 王 倩 一览"),
    ),
    Finder(
        "person.framed",
        "A name where the form says that a person stands there, even if it is a word.",
        framed_names,
        (
            "⟦高兴⟧(女,68岁)患病多年。",
            "1.⟦全有才⟧,男,61岁。",
            "慰问组由⟦方舟⟧带队。",
            "慰问组由局长带队。",
            "组长(45岁)说。",
        ),
    ),
    Finder(
        "person.situated",
        "A name that what happens, or who is looked for, tells from words.",
        situated_names,
        (
            "陈少芬、⟦林楚河⟧夫妇 8888元",
            "如有错漏请到村老人会⟦陈炳坤⟧处更正。",
            "李家庄⟦李会来⟧家房顶塌了。",
            "⟦王秋莲⟧脑瘤开刀帮5000元,⟦常来喜⟧上山砍柴摔断腿。",
            "这笔钱是98级⟦苟明伟⟧学长寄来的。",
            "苗族村民⟦滚老拉⟧家失火。",
            "63岁的⟦龚四毛⟧,本县人。",
            "困难职工夫妇都下岗,请到镇民政办登记处报名。",
            "石坝村低保户家房屋漏雨,患者脑瘤开刀。",
            "85级中文系校友捐款,回族群众多。",
            "买白糖两斤,米五斤,老人上山砍柴摔断腿。",
        ),
    ),
    Finder(
        "person.doubled",
        "A name whose given name is one character said twice, with a word beside it.",
        doubled_names,
        (
            "12岁的⟦田依依⟧靠着墙,小声说。",
            "高二(5)班的⟦桑圆圆⟧父母双亡。",
            "班里时时都有笑声,老人常常看看照片。",
            "桌上放着冷冰冰的馒头,更多企业成为“金圆圆”。",
        ),
    ),
    Finder(
        "person.bracketed",
        "The names of a list with brackets behind each, where most are names by themselves.",
        bracketed_names,
        (
            "慰问:⟦普文学⟧(压榨车间)、⟦李阿鲁⟧(退休)、⟦何云芬⟧(丈夫病故)",
            "慰问品:大米(25公斤)、白糖(两袋)、食用油(5升)。",
            "慰问:压榨车间(4户)、澄清工段(3户)、农务科(2户)。",
        ),
    ),
    Finder(
        "person.giving",
        "A name of three characters that is addressed.",
        giving_names,
        (
            "旅居印尼的⟦黄金发⟧先生专程返乡。",
            "全体党员捐款,黄金发放会上每人捐。",
        ),
    ),
    Finder(
        "person.titled",
        "A name that an office or a group stands before, or a title behind.",
        titled,
        (
            "秘书长⟦韩志明⟧说,今年的活动结束了。",
            "⟦徐成林⟧场长走访慰问了低保户。",
            "76岁的⟦万日昌⟧老人试穿着新棉衣。",
            "工会主席高度重视。",
        ),
    ),
    Finder(
        "person.told",
        "A name that a relative clause or a village stands before.",
        told,
        (
            "一场车祸让家住枣林街道的⟦苗新民⟧失去了左腿。",
            "考上省师范大学的⟦吴诗涵⟧说,妈妈在鞋厂做工。",
            "受益最多的是石坝村⟦岳长生⟧,得9400元。",
            "家住高层的老人、来自江苏的石材商都来了。",
        ),
    ),
    Finder(
        "person.surname-title",
        "A surname with a title, where no more is known.",
        surname_titled,
        ("成立了以⟦杨校长⟧为组长的小组。", "受灾群众⟦宋大娘⟧拉着⟦杨书记⟧的手。", "高校长期坚持。"),
    ),
    Finder(
        "person.nickname",
        "老 or 小 and a surname after a title, and wherever it stands again.",
        nicknames,
        (
            "网格员⟦小耿⟧推着车。⟦小耿⟧把米放下。",
            "实施小康工程。",
            "为居民小高层加装电梯。",
            "为失聪女童⟦小雨⟧植入耳蜗。",
            "患儿⟦乐乐⟧得了白血病。",
            "女孩小时候就没了父亲。",
            "男孩刚刚上学。",
            "孤儿小组成立。",
        ),
    ),
    Finder(
        "person.likely",
        "What the model of names takes for one, firmly or with a word beside it.",
        likely_names,
        ("⟦王小梅⟧和⟦李建军⟧一起来到现场。", "粮食产量(万吨)增长2%。"),
    ),
    Finder(
        "person.listed",
        "The names of a list that a number sums up, or that ends at a home.",
        summed,
        (
            "⟦于小梅⟧、⟦成建军⟧、⟦时丽⟧家中都去了。",
            "退休教师中,有⟦邓望山⟧、⟦贺庭生⟧、⟦彭秋兰⟧五位教师。",
            "大米、面粉、食用油三种",
        ),
    ),
    Finder(
        "person.at-home",
        "A name that a home follows, and the way to it precedes.",
        names_at_home,
        (
            "局里联系的⟦冉茂林⟧一家,靠种植天麻致富。",
            "来到⟦鲍有田⟧家中。",
            "⟦湛春生⟧家的土坯房漏雨。",
            "住在高山村家中。",
        ),
    ),
    Finder(
        "person.tagged",
        "What jieba calls a name, if what stands beside it and the model agree.",
        tagged_names,
        ("“谢谢你们。”⟦赖春勤⟧激动地说。", "住金秋公寓的居民多了。"),
    ),
    Finder(
        "person.cued",
        "A name after a word that goes with one, up to a mark.",
        cued_names,
        ("78岁的⟦宗安平⟧,独自生活。", "看望⟦高玉宝⟧,", "来到自来水公司慰问。", "来到高桐乡,为"),
    ),
)

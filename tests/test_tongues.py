"""Names of other tongues, and of whom only a part of the name is told.  All persons are invented."""

from __future__ import annotations

import pytest

from extractor.mentions.names.shapes import Shapes
from extractor.mentions.persons.finding import find_persons
from extractor.segmenting import segment
from tests.figures import figures_of
from tests.marking import unmark

PERSONS = [
    # Tibetan: two elements, an element and a sound, one alone behind a title, an unknown half
    "副州长⟦才让多吉⟧带领州民政局负责人走访。",
    "(记者⟦索南旺毛⟧)",
    "作者:⟦白玛央措⟧",
    "走进低保户⟦桑吉措⟧家,察看了存粮。",
    "随后又看望了老党员⟦仁增⟧和困难户⟦尕藏⟧,各送1000元。",
    "“日子好过了。”⟦三知草⟧老人说。",
    "困难职工⟦道吉草⟧领到慰问金1000元。",
    "⟦青麦仁真⟧因病住院。",
    "贫困学生⟦更太卓玛⟧、⟦拉加才让⟧每人获助学金2000元。",
    # Yi: a clan and a given name
    "在贫困户⟦吉克木呷⟧家中,随后又看望了⟦勒伍尔洛⟧、⟦沙马日作⟧和五保老人⟦米色阿果⟧。",
    "来源:供电公司 作者:⟦阿吉伍牛⟧",
    "81岁的⟦莫色伍果莫⟧拉着队员的手。",
    "困难群众⟦曲比木且⟧接过棉被。",
    # Uyghur and Kazakh, with a dot and without
    "市民⟦热孜万古丽·艾合买提⟧捐款500元。",
    "副会长⟦米吉提·沙比尔⟧、办公室主任⟦郜晓芸⟧逐户走访。",
    "⟦雪克来提·扎克尔⟧来到社区。村民⟦买买提明·司马义⟧说。",
    "州政协副主席⟦木拉提·黑尼亚提⟧参加活动。",
    "本报讯(记者⟦塔依尔·哈斯木⟧)昨日,发放冬衣300件。",
    "撰稿:⟦阿不都外力⟧",
    "牧民⟦巴哈提别克⟧和⟦叶尔江⟧领到饲料补贴。",
    "⟦麦尔丹⟧ 5岁 6000元",
    "孤儿⟦古丽米热⟧上学了。",
    # Mongol
    "工会主席⟦阿拉坦其其格⟧各带一组。",
    "慰问了⟦哈斯⟧、⟦逄秋菊⟧、⟦单晓梅⟧3人。",
    "困难职工⟦包萨仁高娃⟧、养路工⟦额尔敦朝鲁⟧领到慰问品。",
    "作者:⟦苏德毕力格⟧",
    # Dai, Lahu, Wa
    "共计2户,2600元:\n⟦岩温⟧ 因病住院 2000元\n⟦玉罕⟧ 独居老人 600元",
    "“住上新房了。”⟦玉香罕⟧高兴地说。",
    "老党员⟦扎妥⟧、困难户⟦娜朵⟧领到大米。",
    # Hui and Salar
    "回族老人⟦马尤素夫⟧因病住院。",
    # only a part of the name is told
    "就连门卫⟦老佟⟧也捐了200元。班主任⟦费老师⟧捐了500元。",
    "五保户⟦蔺白氏⟧老人拉着⟦郗文斌⟧的手。",
    "五保户⟦蔡王淑娥⟧领到大米。",
    "来到⟦盘阿婆⟧家中,⟦盘阿婆⟧说。",
    # places, peoples, words and firms
    "来到才让村、尼玛县、巴音郭楞州、呼和浩特市和阿坝州。",
    "在尕让乡措哇村,副州长赴达隆县调研。",
    "乌日根塔拉镇、朝克乌拉苏木、阿拉坦额莫勒镇、格日乐图嘎查受灾。",
    "沙马拉达乡、尔布乡洛洼村、拉巴乡、强巴乡领到救灾款。",
    "扎西德勒!献上洁白的哈达。",
    "巴基斯坦、尼泊尔、哈萨克斯坦留学生,阿尔茨海默病患者,阿莫西林。",
    "阿里巴巴公益基金会、巴特尔集团、娜仁公司捐款。",
    "塔吉克族、哈萨克族、达斡尔族困难群众占六成。",
    "“温暖·关爱”行动、“伊利·关爱”课堂、“海尔·希望小学”。",
    "各项措施落实到位,才能让群众满意,索要赔偿金2000元。",
    "主任马上部署,职工巴士班车,贫困户玛卡种植合作社,孤儿阿姨陪伴计划。",
    "岩温泉景区,花岗岩温度升高,玉香米业。",
    "向大爷大妈宣传,为大爷修房,和大娘聊天,帮大爷挑水。",
    "门卫室安装到位,保安全力以赴,战友会捐款3000元,李氏宗祠。",
]


@pytest.mark.parametrize("marked", PERSONS)
def test_a_name_of_another_tongue_is_found_where_it_stands(marked: str) -> None:
    text, spans = unmark(marked)
    shapes = Shapes(text, segment(text), figures_of(text))
    found = [person.span.slice(text) for person in find_persons(shapes)]
    assert found == [span.slice(text) for span in spans]

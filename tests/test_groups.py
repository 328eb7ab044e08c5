"""Groups: read where something is given to them, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.mentions.group_contexts import CONTEXTS
from extractor.mentions.groups import find_groups
from extractor.mentions.name_shapes import Shapes
from extractor.model import Group, Mention, PartyRole
from extractor.segmenting import segment
from tests.figures import figures_of
from tests.marking import unmark


def groups_of(text: str) -> list[Mention[Group]]:
    figures = figures_of(text)
    return find_groups(Shapes(text, segment(text), figures), figures)


READ = [
    # counted, before and after
    "对全区符合条件的312名⟦困难职工⟧给予医疗救助。",
    "登门看望的⟦困难职工⟧有12人。",
    "走访慰问⟦困难企业⟧12家、⟦困难职工⟧352户、⟦劳模⟧28人。",
    "全县共有⟦建档立卡贫困户⟧1260户3980人,⟦五保对象⟧212人。",
    "1、⟦退休教师⟧共16人,人均100元。",
    "帮扶救助⟦困难职工子女⟧上学156人。",
    "走访慰问⟦敬老院⟧3所,慰问⟦五保老人⟧86人。",
    # a rate
    "以⟦困难家庭⟧每户300元,⟦特困家庭⟧每户500元的标准发放。",
    "为每户⟦困难职工⟧送去慰问金800元。",
    # visited, given to, treated, delivered to, receiving
    "登门慰问⟦困难职工⟧和⟦离、退休老干部⟧。",
    "走访慰问了⟦一线职工⟧、⟦困难职工⟧、⟦劳动模范⟧和⟦基层班组⟧。",
    "慰问奋战在一线抗击雨雪的⟦职工⟧。",
    "给⟦村民⟧们带了慰问金。",
    "对⟦退休教师⟧进行慰问。",
    "把助学金及时发到⟦困难职工子女⟧手中。",
    "⟦困难职工⟧们正排队领取慰问金。",
    "慰问对象有⟦先进教师⟧、⟦患病困难教职工⟧等。",
    # how far the phrase goes
    "24名⟦家庭有困难的职工⟧和7名⟦深度困难职工⟧得到慰问。",
    "186户⟦看不起病的特困户⟧领走15万元。",
    "帮的是⟦失去双亲的孤儿⟧。",
    "帮⟦因学致贫的大学生⟧。",
    "走访⟦困难职工(农民工)⟧108人。",
    "慰问对象主要是困难企业的⟦困难职工⟧、⟦困难农民工⟧。",
    "慰问青石籍务工人员代表140名。".replace("青石籍务工人员代表", "⟦青石籍务工人员代表⟧"),
    "给坚守岗位的⟦一线职工⟧送去慰问品。",
    "食堂还为⟦因病不能回家的住院病人⟧准备了饺子。",
    # a description that no table has
    "暴雨后,红十字会派人看望⟦被困群众⟧。",
    "走访了12户⟦立功受奖军人家庭⟧。",
    "慰问⟦糖尿病患者⟧3名,看望⟦因公负伤民警⟧。",
    "为⟦参保群众⟧发放补贴,为公司⟦员工⟧发放福利。",
    "为137名⟦“两癌”贫困妇女⟧发放救助金。",
    "资助了88名⟦家庭困难的高三毕业生⟧。",
    # people of an age, or a trade
    "慰问了213位60岁以上的⟦老人⟧。",
    "90周岁以上⟦老人⟧840人每人每月100元,百岁⟦老人⟧每人每月500元。",
    "年满80周岁的⟦老人⟧均可申领高龄津贴。",
    "为⟦养牛户⟧发放补贴3000元,⟦养羊户⟧每户500元。",
    "1934名⟦听力和肢体残疾人⟧领到辅具。",
    "⟦突发严重困难户⟧占12户。",
    "41位⟦工友⟧领到慰问品。",
    # two descriptions of one noun
    "慰问⟦困难及大病职工⟧31户,走访⟦伤、残职工⟧和⟦孤、寡老人⟧。",
    "看望⟦受灾、贫困群众⟧,解决困难,看望⟦残疾人⟧。",
    "对⟦困难和伤、残职工⟧以及⟦孤、寡老人⟧进行慰问,对⟦低保户⟧、⟦低收入家庭学生⟧发放补助。",
    "慰问⟦患重大疾病的职工⟧11人,对⟦因疫情遇困群众⟧给予救助。",
    "对267户⟦申请低保户⟧进行了民主评议。",
    "救助⟦白血病、先心病患儿⟧140人。",
    "为80名⟦听力障碍儿童⟧验配助听器,资助⟦危房困难户⟧4户。",
    "为3户⟦有需求的家庭⟧送去轮椅。",
    "为2名⟦贫困(低保户)精神残疾人⟧发放药费补助。",
    "救助患有白血病等重病的⟦贫困儿童⟧4名。",
    "为⟦特困居家重度失智老人⟧提供护理用品。",
    "定向救助6个⟦重点扶贫村⟧,资助⟦无力负担学费的学生⟧。",
    "资助对象为区内⟦家庭生活困难的大中小学生⟧,包括⟦低保家庭⟧、⟦特困户⟧、⟦孤儿⟧等。",
    "为⟦特困家庭⟧以及⟦孤儿⟧办理救助卡。",
    "争取到“贫困母亲救助行动”资金5万元,救助⟦贫困母亲⟧5名。",
    "为12名⟦“低保户”⟧发放补助。",
    # a verb before the description
    "干部结对⟦困难职工⟧12名,资助5名⟦结对学生⟧。",
    "为⟦受助学生⟧留出20个岗位。",
    # a state that says why, before 的
    "对⟦丧失劳动能力的残疾人⟧,由村里发放补助。",
    "把米面分给⟦行动不便的住户⟧。",
    "给⟦生活不能自理的老人⟧送餐。",
    "清退⟦不再符合条件的低保对象⟧12户。",
    "优先接收⟦子女年幼的单亲母亲⟧。",
    "慰问⟦体弱多病的孤寡老人⟧9名。",
    "奖励⟦考上重点中学的孩子⟧5名。",
    "为⟦家中突遭变故的学生⟧发放补助。",
    "其中⟦建档的困难职工⟧88人,享受补贴。",
    # narrower kinds
    "资助⟦在园幼儿⟧320人次。",
    "看望⟦各级劳模⟧26名。",
    "其中⟦特别困难学生⟧12人、⟦一般困难学生⟧40人。",
    "为⟦春节值班职工⟧90人发放食品。",
    "为⟦户外抢修人员⟧发放手套。",
    "为31名⟦长期滞留人员⟧找到了家。",
    "对⟦补贴对象⟧70户兑付资金。",
    "为⟦公益性岗位人员⟧40人发放岗位补贴。",
    "组织⟦脱贫劳动力⟧外出务工75人,安置⟦弱劳力⟧8人。",
    # of all: 其中, and 中小学生
    "发放补助420人次,其中⟦小学生⟧220人次,⟦初中生⟧200人次。",
    "资助⟦中小学生⟧50名,其中⟦学生⟧12名来自山区。",
    "救助63人次,其中⟦未成年人⟧23人次,⟦老年人⟧40人次。",
    "补助⟦脱贫家庭中职学生⟧80人。",
    # a verb between the kind and its number
    "⟦困难群众⟧住院620人。",
    "⟦监测户⟧转移就业31人。",
    # services
    "为⟦快递员⟧、⟦外卖骑手⟧准备“爱心包”60个。",
    "为⟦老人⟧和⟦附近居民⟧测血压、理发。",
    "面向⟦独居老人⟧和⟦困境儿童⟧征集“微心愿”。",
    "为60户⟦危房户⟧改造住房。",
    # 3 schools given books, a home and those in it
    "图书送往5所⟦村小⟧。",
    "90名⟦环卫工人⟧们的心里暖乎乎的。",
    "深入⟦特困老人⟧家中。",
    "117名⟦留守儿童⟧获赠儿童节礼物。",
    "对生活仍⟦有困难的家庭⟧,给予帮扶。",
    "资助⟦大中小学生⟧30名。",
    "慰问元旦、春节⟦值班人员⟧60名。",
    "走访⟦贫困户⟧12户、⟦环卫工人⟧60名。",
    "现有⟦困难职工⟧20名、⟦一线职工⟧90名,这110人领到慰问金。",
    "学前教育⟦在园幼儿⟧900人,均获补助。",
    "敬老院现有⟦老人⟧58名,都领到了棉衣。",
    "敬老院里住着28位⟦老人⟧。",
    "敬老院集中供养⟦特困老人⟧28人。",
    # headings
    "送温暖在行动\n——水务公司慰问⟦困难职工⟧侧记\n",
    "关于走访慰问⟦老党员⟧、⟦困难党员⟧情况报告\n",
    "慰问⟦英模人物⟧。",
    # those who work are given to as well
    "慰问⟦医护人员⟧60名。",
    "走访⟦困难企业⟧3家,看望⟦交警⟧20名。",
    "给⟦出租车司机⟧每人送去200元。",
]

NOT_READ = [
    "关心困难职工的生活,建立困难职工档案。",
    "为让困难职工过好节,工会组织了活动。",
    "使困难职工感受到组织的温暖。",
    "困难职工大病救助金12万元。",
    "发放农村妇女“两癌”专项救助金12万元。",
    "捐给学校重病学生”项目3万元。",
    "全县25559人享受城乡低保。",
    "获得“贫困母亲安居工程”资金5万元。",
    "12名村民代表进行民主评议,救助工作公开透明。",
    "做好救助工作,上为政府分忧,下为群众解愁,慰问活动有序。",
    "到社区残疾人日间照料站走访。",
    "全县60岁以上老年人9.8万人,占常住人口的15%。",
    "1名考取研究生,2名考入本科。",
    "全年有117个重大建设单位开工。",
    "完善困难职工帮扶中心建设。",
    "对困难职工进行摸底,发放登记表。",
    "来到困难职工钱小满家中。",
    "43名员工凑了4900元捐出。",
    "在岗教职工58人。",
    "全县城镇居民人均可支配收入35000元。",
    "发放残疾人两项补贴12万元。",
    "将慰问金亲手送到老人手中。",
    "医院派出9名医护人员进村义诊。",
    "12名医护人员为村里人看病,送药上门。",
    "出动交警40名,环卫工人90名,上路除雪。",
    "组织抢修人员30人恢复供水。",
    "救助体系逐步完善城市低保实现应保尽保。",
    "庆祝六一儿童节,送去礼物。",
    "全年完成35所乡村小规模学校改造。",
    "要全力救治患者,保障供应。",
    "126名医护人员参加捐款。",
    "职工捐款15800元(含退休职工2200元)。",
    "一位不愿留名的出租车司机捐款1万元。",
    "捐款人中有退休教师2000元,匿名的老党员500元。",
    "一位不愿透露姓名的老党员5000元。",
    "学院现有本科生1850人,资助工作扎实。",
    "全村现有农户412户,慰问活动如期开展。",
    "开展慰问困难职工活动,成效明显。",
    "建立困难职工情况报告制度。",
    "推进危房户改造工程。",
    "养老院改造提升项目3个。",
    "为残疾人事业准备资金。",
    "让有劳动能力的困难职工安心。",
    "考上大学的学生要珍惜时光。",
    "未成年人保护工作进展顺利。",
    "掌握脱贫劳动力外出务工情况。",
]


@pytest.mark.parametrize("marked", READ)
def test_a_group_is_read_where_something_is_given_to_it(marked: str) -> None:
    text, spans = unmark(marked)
    assert [mention.span for mention in groups_of(text)] == spans


@pytest.mark.parametrize(
    "marked",
    [
        "救助152名⟦孤残儿童和留守儿童⟧",
        "看望了6位⟦退休的全国劳模、省部级劳模⟧以及31名⟦困难职工⟧。",
        "走访慰问⟦困难劳模、困难职工和农民工⟧920人次。",
        "走访⟦低保户、五保户⟧120户，发放慰问金6万元。",
        # each its own number, or none
        "救助5名⟦孤儿⟧和⟦困难学生⟧32名。",
        "走访⟦低保户⟧12户、⟦孤寡老人⟧9名。",
        "向⟦低保户⟧、⟦五保户⟧和⟦残疾人⟧送去大米。",
        "看望⟦困难党员⟧和⟦孤寡老人⟧共计20户。",
    ],
)
def test_kinds_that_one_number_counts_are_one_group(marked: str) -> None:
    text, spans = unmark(marked)
    assert [mention.span for mention in groups_of(text)] == spans


@pytest.mark.parametrize("text", NOT_READ)
def test_a_group_that_nothing_is_given_to_is_left_alone(text: str) -> None:
    assert groups_of(text) == []


@pytest.mark.parametrize(
    ("rule_id", "example"), [(c.rule_id, example) for c in CONTEXTS for example in c.examples]
)
def test_every_context_reads_its_examples(rule_id: str, example: str) -> None:
    text, spans = unmark(example)
    found = groups_of(text)
    assert [mention.span for mention in found] == spans
    assert {mention.rule_id for mention in found} <= {rule_id, "group.listed"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("慰问因大病致贫的困难职工12名", "困难职工"),
        ("慰问困难员工12名", "困难职工"),
        ("慰问在档特困职工12名", "特困职工"),
        ("慰问城乡低保户12户", "低保户"),
        ("慰问离、退休老干部12名", "离退休人员"),
        ("慰问环卫工12名", "环卫工人"),
        ("慰问困难职工子女12名", "困难职工子女"),
    ],
)
def test_kinds_have_one_label_over_the_years(text: str, label: str) -> None:
    assert [mention.value.label for mention in groups_of(text)] == [label]


@given(
    st.lists(
        st.sampled_from(
            [
                "慰问",
                "困难职工",
                "312名",
                "的",
                "、",
                "和",
                "职工",
                "。",
                "每户",
                "300元",
                "为",
                "家属",
                "\n",
            ]
        ),
        max_size=30,
    )
)
@settings(deadline=None)
def test_groups_never_overlap_and_never_hold_a_number(parts: list[str]) -> None:
    text = "".join(parts)
    found = groups_of(text)
    spans = [mention.span for mention in found]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for mention in found:
        assert mention.text == mention.span.slice(text)
        assert not any(ch.isdigit() for ch in mention.text)
        assert mention.value.role is PartyRole.RECIPIENT

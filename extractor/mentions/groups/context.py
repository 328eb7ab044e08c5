"""What a context is, words before and behind a phrase that make it a recipient, and words that several have."""

from __future__ import annotations

from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Context:
    """Words before and after a phrase that make it a recipient.

    ``general`` tells whether they do so for a noun without a description too (职工).
    """

    rule_id: str
    reads: str
    before: regex.Pattern[str]
    after: regex.Pattern[str]
    general: bool
    examples: tuple[str, ...]


MARK = r"[,，。;；:：!！?？\n]"
INSIDE = r"[^,，。;；:：!！?？\n]"  # a clause
ALONG = r"[^。;；\n]"  # a sentence

# What is handed out to be read or filled in: no gift.
PAPER = r"(?:问卷|调查表|宣传|传单|倡议书|公开信|通知|明白[卡纸]|登记表|资料|手册|意见表|调查)"

VISIT = (
    r"慰问(?![金款品物信组团活对])|看望|走访|探望|探视|探访|专访|救助|资助|补助|奖励|接济|惠及|救济|抚慰|优先[接招]收|受益(?![^\n]{0,3}[、,，])|"
    r"(?<=[元物金品款])温暖(?!了?人心)|帮扶的|(?<=用[来于以])帮[助扶]"
)
GIVE = (
    r"送|发放|发给|发到|发了|赠|捐给|捐助|募捐|捐款|提供|带[来去了]|拨付|下拨|调拨|安排了|准备了|准备(?=[^\w\s]|好|\d|[\u4e00-\u9fff]{0,6}\d)|办理|补助|补贴|资助|救助|"
    r"(?<!亲切的|诚挚的|崇高的|表示)慰问|拜(?:早|大|晚|个|新)?年|包(?:饺子|水饺|汤圆|粽子|元宵|馄饨)|颁发|奖励|兑现|表彰|免费|义诊|适配|配发|代缴|减免|垫付|购买|"
    r"发钱|发红包|[量测]血压|理了?发|看病|体检|检查身体|义诊|采买|代买|申请(?=[^，。]{0,6}(?:救助|补助|低保|资助|补贴))|供应|买[来了]?(?![卖单])|送餐|征集[^，。]{0,3}心愿|改造(?=住房|房屋|危房)|"
    r"寄|留出|预留|腾出|购置|添置|置办|缝制|定制|支付|代购|搭建|圆[\u4e00-\u9fff]{0,4}梦|安排[^，。]{0,6}岗位|"
    r"开展[^，。]{0,6}(?:训练|手术|治疗|培训|辅导|筛查)|销售"
)

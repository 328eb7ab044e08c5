"""Where 一 with a classifier is measured out, and counts: 每户⟦一袋⟧米; 一名 and 一次 are articles.

``MEASURED_OUT`` stands before the number and takes in nothing.
"""

from __future__ import annotations

_LISTED = "[套件床袋桶箱台辆部副双顶把条只盒瓶]"
_SINGLE = "[套床台辆部副双顶架匹桶袋箱盒瓶]"
_NUMERAL = "[0-9一两二三四五六七八九十]"
_PER_HEAD = "(?:每[户人名位家]|各)"
_NO_FIGURE = "[^0-9。，,;；、]"

MEASURED_OUT = "|".join(
    (
        # 申请轮椅一辆。 棉鞋一双: after its noun, at the end of the clause
        rf"(?<=\p{{Han}}[^\W\d了的这那第每是有到过同统唯万其合中])(?=一{_SINGLE}(?:[，,。；;（(\s]|$))",
        # 棉衣一件、棉被一床: things to wear, of which none is an article
        r"(?<=[棉单皮夹大冬绒毛军被][衣裤袄服衫鞋帽被毯褥裙])(?=一[件条床双顶套](?:[，,。；;、（(\s]|$))",
        # 铁炉一套、块煤1.5吨: the first of a list
        rf"(?<=\p{{Han}})(?=一{_LISTED}、\p{{Han}}{{1,6}}?{_NUMERAL})",
        # 大米两袋、食用油一桶: the last of one
        rf"(?<=[0-9半]\p{{Han}}{{1,2}}、\p{{Han}}{{1,6}})(?=一{_LISTED}[，,、。；;])",
        # 每户一袋: nothing but a few words may stand between
        rf"(?<=(?:每(?![到逢当年月天次走]|慰问|看望|一)|各(?![地级界族项种类])|人均|户均){_NO_FIGURE}{{0,8}})",
        # 每户送上800元慰问金和一桶油
        rf"(?<=(?:每[户人名位家]|各[送赠发])[^。，,;；、]{{0,10}}元{_NO_FIGURE}{{0,6}}[和及与加]{_NO_FIGURE}{{0,4}})",
        # 每人送去两床棉被、一袋大米
        rf"(?<={_PER_HEAD}{_NO_FIGURE}{{0,6}}[0-9二两三四五六七八九十]{{1,3}}{_LISTED}\p{{Han}}{{1,6}}[、和及])(?=一{_LISTED})",
        # 每户一袋米,一桶油
        rf"(?<={_PER_HEAD}{_NO_FIGURE}{{0,6}}一{_LISTED}\p{{Han}}{{1,6}}[、和及，,])(?=一{_LISTED})",
    )
)

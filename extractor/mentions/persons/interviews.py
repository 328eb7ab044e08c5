"""What a report in questions and answers says of the one who answers.

记者:您是哪一年开始资助学生的?⏎⟦钮素芬⟧:1998年。      the question tells what the one asked does
⟦钮素芬⟧:我每月拿出60元给他当伙食费。               or the answer
⟦牛丽⟧:我读书那几年,全靠好心人资助。              one who was helped gives nothing
"""

from __future__ import annotations

import regex

from extractor.offsets import Span, line_of

_ASKING = regex.compile(r"\s*(?:记者|问|主持人|编辑|采访者)\s?[:：]")
# 您资助过多少学生; but 您拿到资助金了吗, 资助您的人, 您受过资助吗
_ASKED = regex.compile(
    r"[您你](?:(?!被|受|获|得到|拿到|收到|领到|享受|需要|申请|感谢|对|[记认]得|看|觉得|认为)[^,，。;；?？!！\n]){0,14}?"
    r"(?:资助|捐[款资助赠了出]|助学)(?!政策|金|[您你]|对象|工作|中心|条件)"
)
_TELLS = regex.compile(
    r"(?:\A|[,，。;；!！?？“])我?(?:又|也|就|还|便|都|每[月年]|每个月|那时|当时|后来|一共|总共|先后|自己|个人){0,4}"
    r"(?:资助[过了]|捐[过了出]|(?:拿|掏|挤)出[^,，。;；\n]{1,8}元?[^,，。;；\n]{0,2}[给帮供]|(?<=我[^,，。;；\n]{0,8})[给替][他她]们?(?:寄|交|买))"
)
_HELPED = regex.compile(r"靠[^,，。;；\n]{0,10}(?:资助|捐款|救助)|资助(?:了|过)?我|(?:帮|救)了我")


def answers_that_he_gives(text: str, span: Span) -> bool:
    """Tell whether the name opens an answer that says, as its question may, that he gives."""
    line = line_of(text, span)
    if span.start != line.start or text[span.end : span.end + 1] not in (":", "："):
        return False
    answer = text[span.end + 1 : line.end]
    if _HELPED.search(answer):
        return False
    asked = text[: max(0, line.start - 1)].rpartition("\n")[2]
    is_asked = _ASKING.match(asked) is not None and _ASKED.search(asked) is not None
    return is_asked or ("我" in answer and _TELLS.search(answer) is not None)

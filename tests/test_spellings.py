"""One person written in two ways is a finding, and two persons are none.  All are invented."""

from __future__ import annotations

import pytest

from extractor.model import Finding, Report, Verdict
from extractor.offsets import OffsetMap
from extractor.pipeline import extract


def spellings_in(text: str) -> list[Finding]:
    report = Report("0" * 16, 1, text, OffsetMap())
    found = extract(report).findings
    return [finding for finding in found if finding.check_id == "restatement.person-name"]


SURELY_ONE = [
    "为了让盲人⟦邱会兰⟧一家能够吃上饺子,志愿者包好饺子,送到⟦邱慧兰⟧家中,折合人民币200元。",
    "为帮助⟦孙建忠⟧渡过难关，车间职工捐款4300元，由工会主席送到⟦孙建中⟧手中。",
]

ONE_PERSON = [
    # the family and the one given to may be two, or the sentence names a third
    "为了让盲人⟦邱会兰⟧一家能够吃上饺子,志愿者包好饺子。饺子送到了⟦邱慧兰⟧家中,折合人民币200元。",
    "困难职工⟦孙建忠⟧患尿毒症多年。1月8日,工会把2000元救助金送到⟦孙建中⟧手中。",
]

NO_ONE = [
    "慰问了困难职工张秀英、张秀珍,每人500元。",  # a list
    "慰问了困难职工刘小丽、刘晓丽,每人500元。",
    "看望了困难党员刘小丽。还看望了低保户刘晓丽。",  # each with a description
    "送给刘小丽1000元,分别又送到刘晓丽手中500元。",
    "慰问困难职工王海涛。\n来到王海桃家中。",  # another paragraph
    "困难职工孙建忠患病。工会把2000元送到孙建国手中。",  # another reading
    "困难职工孙建忠患病,孙建忠的儿子上学。工会把2000元送到孙建忠手中。",
    "工会主席孙建忠来到困难职工孙建中家里。",  # another role
]


@pytest.mark.parametrize("marked", ONE_PERSON)
def test_two_spellings_are_shown_and_not_merged(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    wanted = [part.split("⟧")[0] for part in marked.split("⟦")[1:]]
    (finding,) = spellings_in(text)
    assert finding.verdict is Verdict.CANNOT_TELL
    assert [span.slice(text) for span in finding.evidence] == wanted


@pytest.mark.parametrize("marked", SURELY_ONE)
def test_what_is_done_for_one_and_reaches_another_spelling_is_wrong(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    (finding,) = spellings_in(text)
    assert finding.verdict is Verdict.FAILS
    assert {span.slice(text) for span in finding.evidence} == {
        part.split("⟧")[0] for part in marked.split("⟦")[1:]
    }


@pytest.mark.parametrize("text", NO_ONE)
def test_two_persons_are_no_finding(text: str) -> None:
    assert spellings_in(text) == []

"""Pictures of the desk over the sample, by day and by night, wide and narrow, for the documents.

python benchmarks/screens.py docs/screens
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from extractor import batch
from tests.serving import Desk, browser_path, running

SIZES = {"wide": (1280, 860), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
FOUR_WAYS = {"findings", "finding"}
TWO_WAYS = {("wide", "light"), ("narrow", "dark")}


def main() -> None:
    """Read the sample, open the desk over it, and take the pictures."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as out:
        os.chdir(HERE.parent)  # so that the pictures show no path of this machine
        batch.run(["corpora/sample"], out)
        with running(Path(out)) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path(), args=["--no-sandbox"]
            )
            for size in SIZES:
                for scheme in SCHEMES:
                    _take(browser, desk, folder, size, scheme)
            browser.close()


def _take(browser: Browser, desk: Desk, folder: Path, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(desk.address)

    def picture(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.mouse.move(0, 0)
        if name in FOUR_WAYS or (size, scheme) in TWO_WAYS:
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")

    picture("findings")
    page.locator("a.row", has_text="287000").click()
    page.wait_for_selector("#finding")
    if size == "wide":
        page.get_by_label("并列原始文件").check()
        page.locator(".texts").scroll_into_view_if_needed()
    picture("finding")
    page.goto(f"{desk.base}/years")
    page.wait_for_selector("svg.chart", timeout=60_000)
    picture("years")
    page.goto(f"{desk.base}/across")
    page.locator("a.row").first.click()
    page.wait_for_selector(".sides")
    picture("across")
    page.goto(f"{desk.base}/reuse")
    page.locator("a.row").first.click()
    page.wait_for_selector(".sides")
    page.locator(".sides").scroll_into_view_if_needed()
    picture("reuse")
    page.goto(f"{desk.base}/reports")
    page.locator("a.row", has_text="南屏区").click()
    page.wait_for_selector("[data-report]")
    page.locator("fieldset").scroll_into_view_if_needed()
    picture("report")
    page.close()


if __name__ == "__main__":
    main()

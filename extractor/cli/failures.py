"""What went wrong: exit codes, and why a file could not be read, in the reader's language.

Details are recorded in English; where the catalogue knows the reason it says the same in Chinese.
"""

from __future__ import annotations

from extractor.wording import Language, label, labels

FAILING, UNREADABLE = 1, 3  # exit codes


def complaint(source: str, reason: str, detail: str, language: Language) -> tuple[str, str]:
    """Return the reason and the remedy for a file that could not be read."""
    said = detail.removeprefix(f"{source}: ")
    is_known = f"remedy.{reason}" in labels(language)
    return label("failure", reason, language), (
        label("remedy", reason, language) if is_known and language is Language.ZH else said
    )

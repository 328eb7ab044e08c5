"""What systems and programs leave behind beside the files of people: no document, and no failure.

    .DS_Store, __MACOSX, Thumbs.db, desktop.ini     how a system shows a folder
    ~$总结.docx                                     Word, Excel or WPS has 总结.docx open

Such a file says nothing; that it cannot be read would only hide the failures that matter.
"""

from __future__ import annotations

NAMES = ("__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db")


def is_litter(name: str) -> bool:
    """Return whether a file, by its path in a bundle or a folder, is what a system left behind."""
    parts = name.replace("\\", "/").split("/")
    is_hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    is_open = parts[-1].startswith("~$")  # who has the document of that name open
    return is_hidden or is_open or any(part.lower() in NAMES for part in parts)

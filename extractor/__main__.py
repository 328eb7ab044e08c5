"""The process ``extractor``, also ``python -m extractor``: the command line, loaded first."""

from __future__ import annotations

import gc
import os

_OFTEN = 50_000  # objects made between two collections


def main() -> None:
    """Run the command line; Ctrl-C before it is loaded ends as quietly as after."""
    gc.set_threshold(_OFTEN, 20)  # words and patterns are built and stay: a quarter of the start
    try:
        from extractor import cli  # noqa: PLC0415  # a second on a cold disk
    except KeyboardInterrupt:
        os._exit(130)
    cli.main()


if __name__ == "__main__":
    main()

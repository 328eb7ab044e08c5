"""The process ``extractor``, also ``python -m extractor``: the command line, loaded first."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line; Ctrl-C before it is loaded ends as quietly as after."""
    try:
        from extractor import cli  # noqa: PLC0415  # a second on a cold disk
    except KeyboardInterrupt:
        os._exit(130)
    cli.main()


if __name__ == "__main__":
    main()

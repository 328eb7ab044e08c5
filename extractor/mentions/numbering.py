"""How the lines and items of a list are numbered: 1. and （2）, in figures or characters."""

FIGURE = r"[（(]?\d{1,3}[)）、.．]"
NUMBER = r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]"

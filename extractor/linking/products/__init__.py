"""Rates and numbers, and the totals they make: 34户，每户800元，共27200元."""

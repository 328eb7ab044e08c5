"""Turn archived Chinese summary reports into audited tables."""

__version__ = "0.1.0"

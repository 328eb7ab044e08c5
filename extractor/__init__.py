"""Turn archived Chinese summary reports into audited tables."""

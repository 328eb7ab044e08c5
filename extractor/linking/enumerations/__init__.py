"""Numbers with the names, the things or the lines beside them that they count: 甲、乙、丙三位."""

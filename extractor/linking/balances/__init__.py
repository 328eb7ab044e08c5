"""What is left of a sum, of goods or of households, after what was spent, given out or done."""

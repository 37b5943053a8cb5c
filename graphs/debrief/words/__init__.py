"""Small measures of wording: numbers, negation, key terms. Pure, no model."""

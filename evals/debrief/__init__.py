"""How good a debrief is, measured against what a careful analyst would publish."""

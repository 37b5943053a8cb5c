"""The salience heads: labelled talks, training, and what they reach on talks they never saw."""

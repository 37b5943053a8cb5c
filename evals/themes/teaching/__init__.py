"""How the sentence vectors for themes are taught: the training program, with its own torch."""

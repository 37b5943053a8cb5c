"""What is worth a model's time: small trained heads over sentence vectors and cues.

``hear`` measures a talk, ``load_heads`` gives the trained weights, ``wanted`` says how many
points to look for; :mod:`graphs.debrief.stretches` groups the sentences.
"""

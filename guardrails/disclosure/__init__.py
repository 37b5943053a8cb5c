"""Who may be counted, and when a count may be seen: the pure rules of DISCLOSURE.md.

Nothing here knows a text, a database or a model. Rows go in (theme, junior, pair, dimensions),
a decision comes out (which cells exist), and an independent audit judges any decision.
"""

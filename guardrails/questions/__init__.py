"""Questions: judged while they are typed, each finding with a rewrite that passes."""

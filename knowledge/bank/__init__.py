"""Questions worth asking, in readable files, and what was learned about them."""

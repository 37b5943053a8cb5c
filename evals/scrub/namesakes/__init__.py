"""Words of the language that are also names, and tools that bear one, to learn from."""

"""Orders to a machine inside talk: the lines that teach the reader, and its teaching."""

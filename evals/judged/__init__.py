"""What a large model gains: its answers on record, and the figures they give."""

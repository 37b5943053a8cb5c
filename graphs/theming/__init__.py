"""What a large model says of themes: which insights are one issue, and how to name it."""

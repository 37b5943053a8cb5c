"""From insights to themes: same issue, same theme, with an id that outlives new data."""

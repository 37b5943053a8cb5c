"""Decision briefs: read, judged, cleaned."""

"""Results: how good a run is, and its mistakes."""

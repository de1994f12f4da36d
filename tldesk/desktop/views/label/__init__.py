"""Where labels are given."""

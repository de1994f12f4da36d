"""The weights panel. Its place in the import rules is kept; the embedded backbone needs none."""

"""Reusable pieces of the window. They know no session: they are given values and tell what was done by signals."""

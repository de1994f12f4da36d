"""How often a folder is looked at again, to see what has arrived in it or changed."""

from typing import Final

EVERY_S: Final = 2.0
"""Seconds between two looks, at least."""

COST: Final = 20
"""A look may take one part in so many of the time, as on a slow share with thousands of folders."""

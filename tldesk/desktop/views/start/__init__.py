"""The page before a folder is open."""

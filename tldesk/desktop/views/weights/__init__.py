"""The page of backbones and their weights."""

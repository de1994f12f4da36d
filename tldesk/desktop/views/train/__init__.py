"""Train: the recipe, the curves, the runs."""

"""Item models over the project: they hold rows, and refresh from `session.changed` and from nothing else."""

"""A run's model as a folder or an archive that other computers and other programs open; what is in it says `core.exported`."""

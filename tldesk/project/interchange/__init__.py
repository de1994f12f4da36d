"""The project in the words of other programs."""

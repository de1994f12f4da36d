"""The settings page. Its place in the import rules is kept; theme and recent projects live in the window until it comes."""

"""The pages of the window, one package each: they never meet but in `main_window`, and share `evidence` alone."""

"""Heatmaps: the map a network is cut at (`target`), ways to read it (one file per idea, all in `methods`), and tests of what was read.

Here a grid is a feature map of one photo, `C, rows, columns`; evidence is what a method makes of it, `rows, columns` in 0..1 on the CPU.
"""

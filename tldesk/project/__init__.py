"""The project beside the photos: one SQLite file and the folders of runs, thumbnails and features, in `.tldesk/`.

Verbs are small functions, one module per noun; each takes a `Project` first, does its work in one transaction and returns a `Change`.
A `Project` belongs to the thread that opened it.
"""

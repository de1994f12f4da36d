"""The window: talks to a person, never to torch.

Imports only downwards: app, views, widgets and models, session, then the engine's thread, preferences and theme, and resources last.
"""

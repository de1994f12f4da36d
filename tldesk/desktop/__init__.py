"""The window: talks to a person, never to torch. Imports only downwards: app, views, widgets and models, session, theme, resources."""

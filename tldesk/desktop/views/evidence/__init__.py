"""Heatmaps and feature maps of one photo, as Results and Predict show them: asked of the session for a panel that knows none."""

"""Predict: answers on photos outside training."""

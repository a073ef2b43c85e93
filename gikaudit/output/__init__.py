"""Renderers, one for each output format."""

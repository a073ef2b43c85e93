"""Findings that somebody has accepted outside of the documents: a baseline, and a list with reasons."""

"""Readers, one for each kind of file, to the same Document."""

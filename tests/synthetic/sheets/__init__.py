"""Workbooks made part by part, so that tests decide what is in them."""

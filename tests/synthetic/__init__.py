"""Reports made for the tests: consistent by construction, and written in many ways."""

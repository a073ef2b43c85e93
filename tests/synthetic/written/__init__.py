"""The same report written in every format that gikaudit reads."""

"""Rules for gikaudit: a folder of rule modules, and identities/ beside it."""

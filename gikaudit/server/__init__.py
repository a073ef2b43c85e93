"""The language server: findings in an editor, while a report is written. It needs the extra ``lsp``."""

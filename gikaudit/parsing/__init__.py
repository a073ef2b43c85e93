"""What the text of a document says."""

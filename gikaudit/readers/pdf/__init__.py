"""PDF files: what PDFium finds on the pages, put together as lines, paragraphs and tables."""

"""Values in, text or bytes out: the Document tree and its writers (HTML, PDF, DOCX).

Pure: no database, no HTTP, no clock.
"""

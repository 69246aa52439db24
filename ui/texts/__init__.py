"""Every text of the page, in both languages: `page.py` what several views say, beside it a file a view."""

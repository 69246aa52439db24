"""What the page shows, one file a view; `markup.py` is the only place where HTML is made."""

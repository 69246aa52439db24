"""HTTP for other programs: the contract's JSON, described by OpenAPI. `app.py` is the way in."""

"""One file a command, each with its ``command``."""

"""Passes calls for workers to the one process that holds the cloud's key."""

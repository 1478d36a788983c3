"""The GPU hardware that the demo pretends: what a worker has, and what its processes do with it."""

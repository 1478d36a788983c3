"""What a GPU node tells about itself: which GPUs it has, who holds them, what they do."""

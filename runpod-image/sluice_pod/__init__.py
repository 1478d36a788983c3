"""What a pod is told, what it has, and who its people are."""

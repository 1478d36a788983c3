"""What Sluice does with RunPod's REST API v2 around Terraform: prices, stock, what costs, workers that start and stop."""

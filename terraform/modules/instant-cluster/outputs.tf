output "id" {
  description = "Id of the cluster; the script asks the API for its pods and its sshd by it."
  value       = runpod_cluster.this.id
}

output "pods" {
  description = "How many pods it has."
  value       = var.pods
}

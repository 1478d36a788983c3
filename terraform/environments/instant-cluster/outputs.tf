output "cluster" {
  description = "The cluster and how many pods it has."
  value = {
    id   = module.cluster.id
    pods = module.cluster.pods
  }
}

output "network" {
  description = "How fast nodes reach each other, in words for the portal's page."
  value       = local.network
}

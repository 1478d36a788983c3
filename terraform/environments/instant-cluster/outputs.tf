output "cluster" {
  description = "The cluster and how many pods it has."
  value = {
    id   = module.cluster.id
    pods = module.cluster.pods
  }
}

output "volume" {
  description = "The network volume. It costs as long as it exists."
  value = {
    id   = module.volume.id
    size = module.volume.size
  }
}

output "network" {
  description = "How fast nodes reach each other, in words for the portal's page."
  value       = local.network
}

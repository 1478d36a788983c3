output "head" {
  description = "The head: its pod, its address for workers, and its sshd once it runs."
  value = {
    id      = module.head.id
    address = module.head.address
    status  = module.head.status
    ssh     = module.head.ssh
  }
}

output "workers" {
  description = "Each running worker by its node name."
  value       = module.workers.workers
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

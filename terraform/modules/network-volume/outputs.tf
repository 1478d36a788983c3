output "id" {
  description = "Id of the volume, to be mounted by pods of the same data center."
  value       = runpod_network_volume.this.id
}

output "size" {
  description = "Gigabytes."
  value       = runpod_network_volume.this.size
}

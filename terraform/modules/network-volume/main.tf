# Homes, Slurm's state, host keys and the people file: what outlives every pod.
resource "runpod_network_volume" "this" {
  name        = var.name
  size        = var.size
  data_center = var.data_center
  type        = var.type
}

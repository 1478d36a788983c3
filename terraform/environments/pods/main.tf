locals {
  # What is not in workers or kinds gets no kind or no GPUs here, and the module says so.
  running = {
    for node, gpu in var.running : node => {
      kind  = lookup(var.workers, node, "")
      gpu   = gpu
      count = try(var.kinds[var.workers[node]].count, 0)
      disk  = try(var.kinds[var.workers[node]].disk, 0)
    }
  }

  network = {
    class               = "global networking"
    megabits            = 100
    multi_node_training = false
    sentence            = "Pods reach each other at 100 Mbps: unsuitable for training over more than one node. Use all GPUs of one node, or an Instant Cluster."
  }
}

module "volume" {
  source = "../../modules/network-volume"

  name        = var.name
  size        = var.volume_size
  data_center = var.data_center
  type        = var.volume_type
}

module "head" {
  source = "../../modules/head"

  name        = var.name
  image       = var.image
  registry    = var.registry
  cloud       = var.cloud
  data_center = var.data_center
  volume_id   = module.volume.id
  gpu         = var.head.gpu
  gpu_count   = var.head.count
  disk        = var.head.disk
  user_ca     = var.user_ca
  model       = var.model
  admin_keys  = var.admin_keys

  min_cuda_version = var.min_cuda_version
}

module "workers" {
  source = "../../modules/workers"

  name        = var.name
  image       = var.image
  registry    = var.registry
  cloud       = var.cloud
  data_center = var.data_center
  volume_id   = module.volume.id
  running     = local.running

  min_cuda_version = var.min_cuda_version
}

module "volume" {
  source = "../../modules/network-volume"

  name        = var.name
  size        = var.volume_size
  data_center = var.data_center
  type        = var.volume_type
}

module "cluster" {
  source = "../../modules/instant-cluster"

  name        = var.name
  image       = var.image
  type        = var.type
  data_center = var.data_center
  volume_id   = module.volume.id
  gpu         = coalesce(var.chosen_gpu, var.cluster.gpus[0])
  gpu_count   = var.cluster.count
  pods        = var.cluster.pods
  disk        = var.cluster.disk
  head_works  = var.head_works
  user_ca     = var.user_ca
  model       = var.model
  admin_keys  = var.admin_keys
}

locals {
  network = {
    class               = "instant cluster"
    megabits            = null
    multi_node_training = true
    sentence            = "Pods of an Instant Cluster have a network of their own for training over many nodes (1600 Gbps with A100, 3200 Gbps with H100 and newer, as RunPod says)."
  }
}

module "cluster" {
  source = "../../modules/instant-cluster"

  name      = var.name
  image     = var.image
  type      = var.type
  gpu       = coalesce(var.chosen_gpu, var.cluster.gpus[0])
  gpu_count = var.cluster.count
  pods      = var.cluster.pods
}

locals {
  network = {
    class               = "instant cluster"
    megabits            = null
    multi_node_training = true
    sentence            = "Pods of an Instant Cluster have a network of their own for training over many nodes (1600 Gbps with A100, 3200 Gbps with H100 and newer, as RunPod says)."
  }
}

# RunPod makes and removes all pods of a cluster at once, and changes none of them afterwards.
resource "runpod_cluster" "this" {
  name              = var.name
  type              = var.type
  gpu_type_id       = var.gpu
  gpu_count_per_pod = var.gpu_count
  pod_count         = var.pods
  image             = var.image
}

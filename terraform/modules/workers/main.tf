resource "runpod_pod" "worker" {
  for_each = var.running

  name              = "${var.name}-${each.key}"
  image             = var.image
  registry          = var.registry
  gpu_type_id       = each.value.gpu
  gpu_count         = each.value.count
  cloud             = var.cloud
  disk              = each.value.disk
  min_cuda_version  = var.min_cuda_version
  data_center_ids   = [var.data_center]
  global_networking = true

  # Nothing of a worker is published: the head reaches it over global networking.
  ports = []

  # Not where the head is: that stands on the volume, and a variable that changes would restart the pod and end its jobs.
  env = {
    ROLE             = "worker"
    SLUICE_CLUSTER   = var.name
    SLUICE_NODE_NAME = each.key
    SLUICE_VOLUME    = var.volume_path
  }

  network_volumes = [{
    volume_id = var.volume_id
    path      = var.volume_path
  }]

  lifecycle {
    # The API does not tell them back: without this an adopted pod would be replaced.
    ignore_changes = [data_center_ids, min_cuda_version]
  }
}

data "runpod_pod" "worker" {
  for_each = var.running

  id = runpod_pod.worker[each.key].id
}

resource "runpod_pod" "worker" {
  for_each = var.running

  name              = "${var.name}-${each.key}"
  image             = var.image
  registry          = var.registry
  gpu_type_id       = each.value.gpu
  gpu_count         = each.value.count
  cloud             = var.cloud
  disk              = each.value.disk
  data_center_ids   = [var.data_center]
  global_networking = true

  # Nothing of a worker is published: the head reaches it over global networking.
  ports = []

  env = {
    ROLE             = "worker"
    SLUICE_CLUSTER   = var.name
    SLUICE_HEAD      = var.head
    SLUICE_NODE_NAME = each.key
    SLUICE_VOLUME    = var.volume_path
  }

  network_volumes = [{
    volume_id = var.volume_id
    path      = var.volume_path
  }]

  lifecycle {
    # The API does not tell it back: without this an adopted pod would be replaced.
    ignore_changes = [data_center_ids]
  }
}

data "runpod_pod" "worker" {
  for_each = var.running

  id = runpod_pod.worker[each.key].id
}

resource "runpod_pod" "head" {
  name              = "${var.name}-head"
  image             = var.image
  registry          = var.registry
  gpu_type_id       = var.gpu
  gpu_count         = var.gpu_count
  cloud             = var.cloud
  disk              = var.disk
  min_cuda_version  = var.min_cuda_version
  data_center_ids   = [var.data_center]
  global_networking = true

  # The head's sshd is the only door; everything else is reached through it.
  ports = ["22/tcp"]

  env = merge(
    {
      ROLE             = "head"
      SLUICE_CLUSTER   = var.name
      SLUICE_NODE_NAME = "head"
      SLUICE_VOLUME    = var.volume_path
    },
    var.user_ca == null ? {} : { SLUICE_USER_CA = var.user_ca },
    var.model == null ? {} : { SLUICE_MODEL = var.model },
    length(var.admin_keys) == 0 ? {} : { PUBLIC_KEY = join("\n", var.admin_keys) },
  )

  network_volumes = [{
    volume_id = var.volume_id
    path      = var.volume_path
  }]

  lifecycle {
    # The API does not tell them back: without this an adopted pod would be replaced.
    ignore_changes = [data_center_ids, min_cuda_version]
  }
}

# Addresses come from reading the pod again: the answer to its creation has none yet.
data "runpod_pod" "head" {
  id = runpod_pod.head.id
}

# RunPod makes and removes all pods of a cluster at once, and changes none of them afterwards.
resource "runpod_cluster" "this" {
  name              = var.name
  type              = var.type
  gpu_type_id       = var.gpu
  gpu_count_per_pod = var.gpu_count
  pod_count         = var.pods
  image             = var.image
  disk              = var.disk
  data_center_ids   = [var.data_center]

  # Every pod publishes it, and only the head's sshd listens; without it RunPod gives the cluster no SSH endpoint.
  ports = ["22/tcp"]

  # The pods are alike: each takes role, name and address from RunPod's NODE_RANK, PRIMARY_ADDR and NODE_ADDR.
  env = merge(
    {
      SLUICE_CLUSTER    = var.name
      SLUICE_VOLUME     = var.volume_path
      SLUICE_HEAD_WORKS = var.head_works ? "yes" : "no"
    },
    var.user_ca == null ? {} : { SLUICE_USER_CA = var.user_ca },
    var.model == null ? {} : { SLUICE_MODEL = var.model },
    length(var.admin_keys) == 0 ? {} : { PUBLIC_KEY = join("\n", var.admin_keys) },
  )

  network_volumes = [{
    volume_id = var.volume_id
    path      = var.volume_path
  }]
}

variable "name" {
  description = "Name of the environment; pods are called NAME-NODE."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,20}$", var.name))
    error_message = "name must be small letters, digits and '_', at most 21, and begin with a letter: it is Slurm's ClusterName too."
  }
}

variable "image" {
  description = "The image of runpod-image/, with its tag or digest."
  type        = string

  validation {
    condition     = can(regex("(:[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})$", var.image)) && !endswith(var.image, ":latest")
    error_message = "image must name a tag or a digest that does not move, such as registry.example/sluice-node:1.0.0, and not latest."
  }
}

variable "registry" {
  description = "Id of a RunPod registry credential, where the image is private."
  type        = string
  default     = null
}

variable "cloud" {
  description = "SECURE or COMMUNITY. Network volumes and global networking exist on SECURE."
  type        = string
  default     = "SECURE"

  validation {
    condition     = contains(["SECURE", "COMMUNITY"], var.cloud)
    error_message = "cloud must be SECURE or COMMUNITY."
  }
}

variable "data_center" {
  description = "Data center of the network volume; a pod elsewhere could not mount it."
  type        = string
}

variable "volume_id" {
  description = "The network volume with homes and Slurm's state."
  type        = string
}

variable "volume_path" {
  description = "Where the image expects the volume."
  type        = string
  default     = "/workspace"

  validation {
    condition     = startswith(var.volume_path, "/") && !strcontains(var.volume_path, "..")
    error_message = "volume_path must be an absolute path without '..'."
  }
}

variable "running" {
  description = "The workers that run, by their Slurm node names."
  type = map(object({
    kind  = string
    gpu   = string
    count = number
    disk  = number
  }))

  validation {
    condition     = alltrue([for node, worker in var.running : can(regex("^[a-z][a-z0-9-]{0,30}$", node)) && !contains(["head", "sluice-head"], node)])
    error_message = "A worker's name must be its node name in slurm.conf: small letters, digits and '-', and neither head nor sluice-head."
  }

  validation {
    condition     = alltrue([for node, worker in var.running : worker.kind != ""])
    error_message = "running names a worker that is not in workers. Add it there with its kind, or take it out of running."
  }

  validation {
    condition     = alltrue([for node, worker in var.running : worker.kind == "" || (worker.count >= 1 && worker.disk >= 10)])
    error_message = "workers names a kind that is not in kinds, or one without GPUs (count) or with less than 10 GB of disk."
  }
}

variable "min_cuda_version" {
  description = "The oldest CUDA version of a host's driver that will do. The image is made for CUDA 12.8; on an older host no program finds a GPU."
  type        = string
  default     = "12.8"

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.min_cuda_version))
    error_message = "min_cuda_version must be a version as the driver names it, such as 12.8."
  }
}

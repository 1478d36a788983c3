variable "name" {
  description = "Name of the cluster in the RunPod account."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,20}$", var.name))
    error_message = "name must be small letters, digits and '-', at most 21, and begin with a letter."
  }
}

variable "image" {
  description = "The image of runpod-image/, with its tag or digest, from a public registry: clusters take no registry credential."
  type        = string

  validation {
    condition     = can(regex("(:[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})$", var.image)) && !endswith(var.image, ":latest")
    error_message = "image must name a tag or a digest that does not move, such as registry.example/sluice-node:1.0.0, and not latest."
  }
}

variable "type" {
  description = "RunPod's sort of cluster. SLURM starts RunPod's own Slurm on RunPod's own images: with this image it is TRAINING or APPLICATION."
  type        = string
  default     = "TRAINING"

  validation {
    condition     = contains(["TRAINING", "APPLICATION"], var.type)
    error_message = "type must be TRAINING or APPLICATION; SLURM and RAY start RunPod's own software beside ours."
  }
}

variable "gpu" {
  description = "GPU of every pod, as the catalogue names it."
  type        = string

  validation {
    condition     = startswith(var.gpu, "NVIDIA ")
    error_message = "gpu must be an NVIDIA GPU's id of the catalogue, such as NVIDIA H100 80GB HBM3."
  }
}

variable "gpu_count" {
  description = "GPUs of each pod."
  type        = number
  default     = 8

  validation {
    condition     = var.gpu_count >= 1 && floor(var.gpu_count) == var.gpu_count
    error_message = "gpu_count must be a whole number, at least 1."
  }
}

variable "pods" {
  description = "How many pods; the first is the head."
  type        = number

  validation {
    condition     = var.pods >= 2 && var.pods <= 250 && floor(var.pods) == var.pods
    error_message = "pods must be a whole number from 2 to 250. For one pod take the environment pods."
  }
}

variable "name" {
  description = "Name of the environment and of the cluster."
  type        = string
}

variable "data_center" {
  description = "Where to look for stock; RunPod places the cluster."
  type        = string
}

variable "image" {
  description = "The image of runpod-image/, with its tag or digest, from a public registry."
  type        = string
}

variable "type" {
  description = "TRAINING or APPLICATION."
  type        = string
  default     = "TRAINING"
}

variable "cluster" {
  description = "GPUs of each pod and how many pods. gpus is in order of preference: the script takes the first that is in stock."
  type = object({
    title = optional(string)
    gpus  = list(string)
    count = number
    pods  = number
  })

  validation {
    condition     = length(var.cluster.gpus) > 0
    error_message = "cluster.gpus needs at least one GPU, the wanted one first."
  }
}

variable "chosen_gpu" {
  description = "The GPU that was in stock. Written by sluice-infra to running.auto.tfvars.json; do not edit it."
  type        = string
  default     = null
}

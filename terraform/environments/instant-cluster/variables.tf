variable "name" {
  description = "Name of the environment and beginning of everything's name in the account. Two environments of one account need two names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,20}$", var.name))
    error_message = "name must be small letters, digits and '_', at most 21, and begin with a letter: it is Slurm's ClusterName too."
  }
}

variable "data_center" {
  description = "Where the volume and the cluster are, and where to look for stock."
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
    disk  = optional(number, 100)
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

variable "volume_size" {
  description = "Gigabytes of the network volume."
  type        = number
  default     = 200
}

variable "volume_type" {
  description = "STANDARD or HIGH_PERFORMANCE."
  type        = string
  default     = "STANDARD"
}

variable "head_works" {
  description = "Whether the first pod, which is the head, runs jobs too: it has as many GPUs as the others and costs as much."
  type        = bool
  default     = true
}

variable "user_ca" {
  description = "The signer's public key, as compose/make-secrets prints it: whose certificates the head's sshd accepts. It is no secret. Without it the key has to be written to the volume."
  type        = string
  default     = null

  validation {
    condition     = var.user_ca == null || can(regex("^ssh-ed25519 [A-Za-z0-9+/]{68}={0,2}( .*)?$", var.user_ca))
    error_message = "user_ca must be one line as in secrets/signer-ca.pub: ssh-ed25519 BASE64."
  }
}

variable "model" {
  description = "The model that vLLM serves on the head, such as nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16; it takes the head's first GPU, which has to be large enough. Null for none."
  type        = string
  default     = null

  validation {
    condition     = var.model == null || can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+$", var.model))
    error_message = "model must be OWNER/NAME, such as nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16, or be left out."
  }
}

variable "admin_keys" {
  description = "Public SSH keys of those who may become root on the head (people-from-head asks there). Without any nobody can."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for key in var.admin_keys : can(regex("^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp[0-9]+|sk-ssh-ed25519@openssh.com) [A-Za-z0-9+/]+={0,3}( [^\n]*)?$", key))])
    error_message = "Each of admin_keys must be one line of a public key, as in ~/.ssh/id_ed25519.pub."
  }
}

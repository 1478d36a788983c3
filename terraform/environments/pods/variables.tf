variable "name" {
  description = "Name of the environment and beginning of everything's name in the account. Two environments of one account need two names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,20}$", var.name))
    error_message = "name must be small letters, digits and '_', at most 21, and begin with a letter: it is Slurm's ClusterName too."
  }
}

variable "cloud" {
  description = "SECURE: network volumes and global networking exist nowhere else."
  type        = string
  default     = "SECURE"

  validation {
    condition     = var.cloud == "SECURE"
    error_message = "cloud must be SECURE: pods of the community cloud have neither network volumes nor global networking."
  }
}

variable "data_center" {
  description = "Where the volume lies and every pod runs; one with global networking."
  type        = string
}

variable "image" {
  description = "The image of runpod-image/, with its tag or digest."
  type        = string
}

variable "registry" {
  description = "Id of a RunPod registry credential, where the image is private."
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

variable "head" {
  description = "The head's pod: GPU, how many, gigabytes of its own disk."
  type = object({
    gpu   = string
    count = optional(number, 1)
    disk  = optional(number, 50)
  })
}

variable "kinds" {
  description = "Sorts of workers. gpus is in order of preference: who starts a worker takes the first that is in stock, Terraform takes none by itself."
  type = map(object({
    title = string
    gpus  = list(string)
    count = number
    disk  = optional(number, 100)
  }))
  default = {}

  validation {
    condition     = alltrue([for id, kind in var.kinds : length(kind.gpus) > 0 && kind.count >= 1])
    error_message = "Each of kinds needs at least one GPU in gpus and a count of at least 1."
  }
}

variable "workers" {
  description = "Every worker that could ever run: Slurm's node name and its kind. The nodes must be in slurm.conf."
  type        = map(string)
  default     = {}
}

variable "running" {
  description = "The workers that run and the GPU each was started with. Written by provision to running.auto.tfvars.json; do not edit it."
  type        = map(string)
  default     = {}
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

variable "min_cuda_version" {
  description = "The oldest CUDA version of a host's driver that will do. The image is made for CUDA 12.8; on an older host no program finds a GPU."
  type        = string
  default     = "12.8"

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.min_cuda_version))
    error_message = "min_cuda_version must be a version as the driver names it, such as 12.8."
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

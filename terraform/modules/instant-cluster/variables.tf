variable "name" {
  description = "Name of the cluster in the RunPod account."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,20}$", var.name))
    error_message = "name must be small letters, digits and '_', at most 21, and begin with a letter: it is Slurm's ClusterName too."
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

variable "disk" {
  description = "Gigabytes of each pod's own disk; nothing on it outlives a restart."
  type        = number
  default     = 100

  validation {
    condition     = var.disk >= 10
    error_message = "disk must be at least 10 gigabytes."
  }
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

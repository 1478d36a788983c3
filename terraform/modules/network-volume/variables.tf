variable "name" {
  description = "Name of the volume in the RunPod account."
  type        = string
}

variable "size" {
  description = "Gigabytes. It can grow later and never shrink."
  type        = number

  validation {
    condition     = var.size >= 10 && var.size <= 4096 && floor(var.size) == var.size
    error_message = "size must be a whole number of gigabytes from 10 to 4096."
  }
}

variable "data_center" {
  description = "Data center of the volume, and so of every pod that mounts it. Changing it makes a new, empty volume."
  type        = string

  validation {
    condition     = can(regex("^[A-Z]{2,3}-[A-Z]{2,3}-[0-9]+$", var.data_center))
    error_message = "data_center must be an id of RunPod's catalogue such as US-KS-2; `make cost-estimate` says what is in stock there."
  }
}

variable "type" {
  description = "STANDARD or HIGH_PERFORMANCE."
  type        = string
  default     = "STANDARD"

  validation {
    condition     = contains(["STANDARD", "HIGH_PERFORMANCE"], var.type)
    error_message = "type must be STANDARD or HIGH_PERFORMANCE."
  }
}

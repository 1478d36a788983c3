terraform {
  required_version = ">= 1.6"

  required_providers {
    runpod = {
      source  = "runpod/runpod"
      version = "~> 2.0"
    }
  }
}

# The key comes from the environment (RUNPOD_API_KEY), so that it is in no file and in no state.
provider "runpod" {}

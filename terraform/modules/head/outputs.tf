output "id" {
  description = "Id of the head's pod."
  value       = runpod_pod.head.id
}

output "address" {
  description = "Name of the head on global networking, for the workers."
  value       = "${runpod_pod.head.id}.runpod.internal"
}

output "status" {
  description = "What RunPod said of the pod when Terraform last looked."
  value       = data.runpod_pod.head.status
}

output "ssh" {
  description = "Host and port of the head's sshd; null until the pod runs. Both change when the pod is reset."
  value = try(data.runpod_pod.head.ssh.direct.host, null) == null ? null : {
    host = data.runpod_pod.head.ssh.direct.host
    port = data.runpod_pod.head.ssh.direct.port
  }
}

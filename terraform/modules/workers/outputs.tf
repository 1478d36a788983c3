output "workers" {
  description = "Each running worker: its pod, its status and what it costs by the hour."
  value = {
    for node, worker in var.running : node => {
      id     = runpod_pod.worker[node].id
      kind   = worker.kind
      gpu    = worker.gpu
      status = data.runpod_pod.worker[node].status
      cost   = data.runpod_pod.worker[node].cost
    }
  }
}

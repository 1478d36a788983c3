#!/bin/bash
# One task on each node, which holds the GPUs of the job there and pretends to train on them.
set -euo pipefail

workload=(gpu-load training --minutes "$MINUTES")
case $BEHAVIOUR in
    healthy) ;;
    half-idle)
        half=$(((SLURM_GPUS_ON_NODE + 1) / 2))
        workload+=(--only "$(seq -s , 0 $((half - 1)))")
        ;;
    stuck) workload=(gpu-load stuck --minutes "$MINUTES" --after 60) ;;
    memory-grows) workload+=(--memory-grows) ;;
esac

printf 'job %s on %s: %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NODELIST" "${workload[*]}"
srun --label --unbuffered "${workload[@]}"

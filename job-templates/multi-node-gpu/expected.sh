#!/bin/bash
#SBATCH --job-name="it's \"quoted\" $HOME"
#SBATCH --account=research
#SBATCH --partition=gpu
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --mem=8G
#SBATCH --gpus-per-node=a100:2
#SBATCH --time=0:30:00

export WORKLOAD='command'
export STEPS='30'
export COMMAND='echo "it'\''s $(hostname)"
nvidia-smi -L'

# One task on each node of the job: the demonstration, or a command of your own.
set -euo pipefail

train() {
    local step loss began=$SECONDS
    printf '%s holds GPUs %s\n' "$(hostname)" "${CUDA_VISIBLE_DEVICES:-none}"
    for ((step = 1; step <= STEPS; step++)); do
        sleep 1
        loss=$(awk -v step="$step" 'BEGIN { srand(step); printf "%.4f", 0.35 + 2.1 * exp(-step / 40) + rand() / 50 }')
        printf 'step %d/%d  loss %s  %d s\n' "$step" "$STEPS" "$loss" "$((SECONDS - began))"
    done
    printf '%s is done\n' "$(hostname)"
}
export -f train

printf 'job %s on %s nodes: %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NUM_NODES" "$SLURM_JOB_NODELIST"
case $WORKLOAD in
    demonstration) srun --label --unbuffered bash -c train ;;
    command) srun --label --unbuffered bash -c "$COMMAND" ;;
esac

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

# Fits a line to noisy points by gradient descent, so that the loss is a real one; a step takes a second.
train() {
    local step slope=0 offset=0 loss samples=500 began=$SECONDS
    printf '%s: CUDA_VISIBLE_DEVICES=%s SLURM_STEP_GPUS=%s\n' "$(hostname)" "${CUDA_VISIBLE_DEVICES:-none}" "${SLURM_STEP_GPUS:-none}"
    for ((step = 1; step <= STEPS; step++)); do
        read -r slope offset loss < <(awk -v slope="$slope" -v offset="$offset" -v samples="$samples" -v seed="$step" 'BEGIN {
            srand(seed)
            for (i = 0; i < samples; i++) {
                x = rand()
                error = slope * x + offset - (3 * x + 1 + rand() - 0.5)
                slope -= 0.0005 * error * x
                offset -= 0.0005 * error
                sum += error * error
            }
            printf "%.6f %.6f %.4f\n", slope, offset, sum / samples
        }')
        sleep 1
        printf 'epoch %d/%d  step %d/%d  loss %s  %d samples/s\n' \
            "$(((step + 9) / 10))" "$(((STEPS + 9) / 10))" "$step" "$STEPS" "$loss" "$((samples * step / (SECONDS - began)))"
    done
    printf '%s is done\n' "$(hostname)"
}
export -f train

printf 'job %s on %s nodes: %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NUM_NODES" "$SLURM_JOB_NODELIST"
case $WORKLOAD in
    demonstration) srun --label --unbuffered bash -c train ;;
    command) srun --label --unbuffered bash -c "$COMMAND" ;;
esac

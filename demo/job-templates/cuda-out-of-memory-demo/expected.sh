#!/bin/bash
#SBATCH --job-name="batch 512"
#SBATCH --account=research
#SBATCH --partition=gpu
#SBATCH --nodes=1
#SBATCH --mem=1G
#SBATCH --gpus-per-node=a100:1
#SBATCH --time=0:05:00

export UNTIL_FULL='40'

# A training whose GPU memory grows until the next layer finds no room.
set -euo pipefail
minutes=$(awk -v seconds="$UNTIL_FULL" 'BEGIN { print seconds / 60 }')
srun --unbuffered gpu-load training --until-full --minutes "$minutes"

#!/bin/bash
#SBATCH --job-name=long
#SBATCH --account=research
#SBATCH --partition=cpu
#SBATCH --ntasks=1
#SBATCH --mem=200M
#SBATCH --time=0:01:00

export MINUTES='3'

# Tells every ten seconds how far it is, as long as it is let.
set -euo pipefail
for ((step = 1; step <= MINUTES * 6; step++)); do
    sleep 10
    echo "step $step of $((MINUTES * 6))"
done
echo "done"

#!/bin/bash
#SBATCH --job-name="two ranks"
#SBATCH --account=research
#SBATCH --partition=gpu
#SBATCH --nodes=1
#SBATCH --ntasks=2
#SBATCH --mem=1G
#SBATCH --gpus-per-node=a100:2
#SBATCH --time=0:15:00

export WATCHDOG_SECONDS='15'

# Two ranks with a GPU each: rank 1 stops answering, rank 0 waits for it with a busy GPU, as NCCL does, until its watchdog ends it.
set -euo pipefail

rank() {
    if [[ $SLURM_PROCID == 1 ]]; then
        echo "[Rank 1] loads the next batch"
        exec gpu-load steady --level 0 --memory 60 --only 1 --seconds 86400 > /dev/null
    fi
    echo "[Rank 0] step 53 done, all-reduces the gradients of step 54"
    gpu-load steady --level 98 --memory 60 --only 0 --seconds "$WATCHDOG_SECONDS" > /dev/null
    local timeout=$((WATCHDOG_SECONDS * 1000))
    cat >&2 <<END
[Rank 0] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=54, OpType=ALLREDUCE, NumelIn=16777216, NumelOut=16777216, Timeout(ms)=$timeout) ran for $((timeout + 41)) milliseconds before timing out.
[Rank 0] Some NCCL operations have failed or timed out. Later GPU work may run on data that is not whole.
[Rank 0] To avoid that, we are taking the entire process down.
END
    kill -ABRT $$
}

export -f rank
srun --unbuffered --kill-on-bad-exit=1 bash -c rank

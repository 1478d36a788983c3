#!/bin/bash
# Tells every ten seconds how far it is, as long as it is let.
set -euo pipefail
for ((step = 1; step <= MINUTES * 6; step++)); do
    sleep 10
    echo "step $step of $((MINUTES * 6))"
done
echo "done"

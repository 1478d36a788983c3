#!/bin/bash
# Fills memory for real, slowly enough that whoever samples it sees it grow.
set -euo pipefail
exec python3 - "$MEGABYTES" <<'END'
import sys
import time

CHUNK = 50
whole = int(sys.argv[1])
held = []
for filled in range(CHUNK, whole + CHUNK, CHUNK):
    held.append(b"x" * (min(CHUNK, whole + CHUNK - filled) << 20))
    print(f"loaded {min(filled, whole)} of {whole} MiB", flush=True)
    time.sleep(0.4)
time.sleep(3)
print("all of it fits")
END

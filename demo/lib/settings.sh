# shellcheck shell=bash disable=SC2034,SC2154
# What an instance is made of; everything follows from its name.
INSTANCE=${SLUICE_INSTANCE:-demo}
[[ $INSTANCE =~ ^[a-z][a-z0-9]{0,9}$ ]] || { echo "SLUICE_INSTANCE: use up to ten small letters and digits" >&2; exit 2; }
CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ROOT=/var/lib/sluice-$INSTANCE
case $INSTANCE in
    demo) PREFIX=sluice BASE=7000 NET=127.0.1 ;;
    test) PREFIX=sluicetest BASE=17000 NET=127.0.2 ;;
    *) PREFIX=sluice$INSTANCE BASE="" NET="" ;;
esac

# What `up` was told before counts until it is told otherwise.
remembered() { sed -n "s/^$1=//p" "$ROOT/etc/settings" 2> /dev/null || :; }

for name in SLUICE_PORT_BASE SLUICE_WORKER_NET SLUICE_EXTRA_USERS SLUICE_MODEL; do
    [[ -v $name ]] || printf -v "$name" %s "$(remembered "$name")"
done
BASE=${SLUICE_PORT_BASE:-$BASE}
NET=${SLUICE_WORKER_NET:-$NET}
if [[ ! $BASE =~ ^[1-9][0-9]{3,4}$ ]] || ((BASE > 31900)); then
    # from 32768 on the kernel hands ports to connections that go out
    echo "Set SLUICE_PORT_BASE for instance $INSTANCE: a number from 1000 to 31900; its ports follow from it." >&2
    exit 2
fi
if [[ ! $NET =~ ^127\.[0-9]{1,3}\.[0-9]{1,3}$ ]]; then
    echo "Set SLUICE_WORKER_NET for instance $INSTANCE: the first three parts of its workers' addresses, for example 127.0.3" >&2
    exit 2
fi

if [[ -n $SLUICE_MODEL && $SLUICE_MODEL != scripted ]]; then
    echo "SLUICE_MODEL: only \"scripted\" can be started here; a real one is connected as docs/operate says" >&2
    exit 2
fi

PORTAL_PORT=$((BASE + 80)) METRICS_PORT=$((BASE + 91)) SSH_PORT=$((BASE + 22)) SLURMCTLD_PORT=$((BASE + 817)) SLURMD_PORT=$((BASE + 818))
SLURMDBD_PORT=$((BASE + 819)) MARIADB_PORT=$((BASE + 306)) POSTGRES_PORT=$((BASE + 432)) MODEL_PORT=$((BASE + 800))
EXPORTER_PORT=9400

USERS_GROUP=$PREFIX-users
SLURM_USER=$PREFIX-slurm DB_USER=$PREFIX-db PORTAL_USER=$PREFIX-portal SIGNER_USER=$PREFIX-signer POLL_USER=$PREFIX-poll TELEMETRY_USER=$PREFIX-telemetry MODEL_USER=$PREFIX-model
SERVICE_USERS=("$SLURM_USER" "$DB_USER" "$PORTAL_USER" "$SIGNER_USER" "$MODEL_USER")
# login:name:Slurm's AdminLevel:accounts, the default one first
PEOPLE=("alice:Alice Adams:None:research,startup" "bob:Bob Brown:None:startup" "dana:Dana Diaz:Administrator:research" "olga:Olga Olsen:Operator:research")
# name:shell[:outside], for tests
read -ra EXTRA_USERS <<< "${SLUICE_EXTRA_USERS:-}"

HEAD_NAME="head"
HEAD_ADDRESS=127.0.0.1
WORKERS=(a1 a2 c1 h1 m1 s1)
# Slurm knows them and they do not run: the provisioner starts and removes them.
CLOUD_WORKERS=(e1 e2 e3)
ALL_WORKERS=("${WORKERS[@]}" "${CLOUD_WORKERS[@]}")
declare -A WORKER_ADDRESS WORKER_PORT
for worker in "${!ALL_WORKERS[@]}"; do
    WORKER_ADDRESS["${ALL_WORKERS[worker]}"]=$NET.$((worker + 1))
    WORKER_PORT["${ALL_WORKERS[worker]}"]=$SLURMD_PORT
done
declare -A FEATURES=([a1]=a100 [a2]=a100 [c1]=cpu [h1]=h100 [m1]="a100,mig" [s1]="a100,shared" [e1]=a100 [e2]=a100 [e3]=h100)
is_cloud_worker() { [[ " ${CLOUD_WORKERS[*]} " == *" $1 "* ]]; }
MUNGE_SOCKET=$ROOT/run/munge/munge.sock
export SLURM_CONF=$ROOT/etc/slurm.conf

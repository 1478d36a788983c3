# shellcheck shell=bash
# Slurm's accounts, users and QOS; after slurmctld is up, which registers the GPU resource that limits name.

make_accounts() {
    [[ ! -e $ROOT/created/accounting ]] || return 0
    local entry login level accounts account user
    {
        sacctmgr -i add account research Description=research Organization=lab
        sacctmgr -i add account startup Description=startup Organization=lab
        sacctmgr -i add qos short Description="two hours at most, first in line" Priority=100 MaxWall=02:00:00
        sacctmgr -i add qos small Description="2 GPUs a person" Priority=10 MaxTRESPerUser=gres/gpu=2 Flags=DenyOnLimit
        sacctmgr -i modify account where account=research,startup set qos=normal,short,small
        for entry in "${PEOPLE[@]}"; do
            IFS=: read -r login _ level accounts <<< "$entry"
            for account in ${accounts//,/ }; do sacctmgr -i add user "$PREFIX-$login" Account="$account"; done
            [[ $level == None ]] || sacctmgr -i modify user "$PREFIX-$login" set AdminLevel="$level"
        done
        sacctmgr -i add user "$POLL_USER" Account=research
        for entry in "${EXTRA_USERS[@]}"; do
            user=$PREFIX-${entry%%:*}
            sacctmgr -i add user "$user" Account=research
        done
    } > "$ROOT/log/accounting.log" 2>&1 || { tail -5 "$ROOT/log/accounting.log" >&2; refuse "sacctmgr could not make the accounts; its words are above"; }
    touch "$ROOT/created/accounting"
    step "accounts research and startup, QOS normal, short and small"
}

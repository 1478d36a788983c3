# shellcheck shell=bash
# Slurm's accounts, users and QOS; after slurmctld is up, which registers the GPU resource that limits name.

make_accounts() {
    [[ ! -e $ROOT/created/accounting ]] || return 0
    local entry login level accounts account research=("$POLL_USER") startup=()
    for entry in "${PEOPLE[@]}"; do
        IFS=: read -r login _ level accounts <<< "$entry"
        for account in ${accounts//,/ }; do
            case $account in
                research) research+=("$PREFIX-$login") ;;
                startup) startup+=("$PREFIX-$login") ;;
                *) refuse "there is no account $account" ;;
            esac
        done
    done
    for entry in "${EXTRA_USERS[@]}"; do research+=("$PREFIX-${entry%%:*}"); done
    {
        sacctmgr -i add account research,startup Description="a lab" Organization=lab
        sacctmgr -i add qos short Description="two hours at most, first in line" Priority=100 MaxWall=02:00:00
        sacctmgr -i add qos small Description="2 GPUs a person" Priority=10 MaxTRESPerUser=gres/gpu=2 Flags=DenyOnLimit
        sacctmgr -i add qos patient Description="2 GPUs a person at a time, more wait" MaxTRESPerUser=gres/gpu=2
        sacctmgr -i modify account where account=research,startup set qos=normal,short,small,patient
        # research first: the first account of a user is the default one
        sacctmgr -i add user "$(joined "${research[@]}")" Account=research
        sacctmgr -i add user "$(joined "${startup[@]}")" Account=startup
        for entry in "${PEOPLE[@]}"; do
            IFS=: read -r login _ level _ <<< "$entry"
            [[ $level == None ]] || sacctmgr -i modify user "$PREFIX-$login" set AdminLevel="$level"
        done
    } > "$ROOT/log/accounting.log" 2>&1 || { tail -5 "$ROOT/log/accounting.log" >&2; refuse "sacctmgr could not make the accounts; its words are above"; }
    touch "$ROOT/created/accounting" "$ROOT/created/unseeded"
    step "accounts research and startup, QOS normal, short, small and patient"
}

joined() { local IFS=,; echo "$*"; }

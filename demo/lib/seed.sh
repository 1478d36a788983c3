# shellcheck shell=bash
# Jobs to look at in a new instance: submitted in the background once the portal is up, because people should not wait for them.

seed_wanted() {
    case ${SLUICE_SEED:-} in
        yes) return 0 ;;
        no) return 1 ;;
        *) [[ $INSTANCE == demo ]] ;;
    esac
}

# Once in an instance's life: what make_accounts left there is taken away.
seed_if_new() {
    [[ -e $ROOT/created/unseeded ]] && seed_wanted || return 0
    launch_seed
    printf '\n  Jobs of several people are being submitted, so that there is something to look at (%s).\n' "$ROOT/log/seed.log"
}

launch_seed() {
    # the head has a /tmp of its own, and the checkout may lie there
    rm -rf "$ROOT/lib/seed" "$ROOT/created/unseeded"
    cp -r "$CHECKOUT/demo/seed" "$ROOT/lib/seed"
    launch_on_head seed "$ROOT/log/seed.log" "$ROOT/lib/seed/seed" "$ROOT/instance.properties"
}

# seed, as a command of its own, shows what it does
seed_now() {
    look_at_machine
    runs portal || refuse "jobs are submitted through the portal, which does not run; start it first: demo/sluice-demo up"
    ! runs seed || refuse "it is being done already; its log is $ROOT/log/seed.log"
    local from
    touch "$ROOT/log/seed.log"
    from=$(($(wc -l < "$ROOT/log/seed.log") + 1))
    launch_seed
    tail --follow --lines="+$from" --pid="$(pid_of seed)" "$ROOT/log/seed.log"
}

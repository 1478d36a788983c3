# shellcheck shell=bash
# The scripted model, only where SLUICE_MODEL asks for it: it stands where a site's vLLM would, on the head's loopback,
# and the portal reaches it through sshd.

permit_model() { [[ -z $SLUICE_MODEL ]] || printf ' 127.0.0.1:%s' "$MODEL_PORT"; }

model_properties() {
    [[ -n $SLUICE_MODEL ]] || return 0
    cat <<END
sluice.assistant.base-url=http://127.0.0.1:$MODEL_PORT/v1
sluice.assistant.model=scripted
sluice.assistant.label=scripted (demo)
sluice.assistant.reach=ssh
END
}

model_listens() { curl --silent --fail --max-time 3 --output /dev/null "http://127.0.0.1:$MODEL_PORT/v1/models"; }

start_model() {
    [[ -n $SLUICE_MODEL ]] || return 0
    ! runs model || return 0
    install -m 755 "$CHECKOUT/demo/scripted-model/scripted-model" "$ROOT/lib/scripted-model"
    launch_on_head model "$ROOT/log/model.log" setpriv --reuid="$MODEL_USER" --regid="$MODEL_USER" --init-groups -- \
        "$ROOT/lib/scripted-model" --listen "127.0.0.1:$MODEL_PORT" --label "scripted (demo)"
    await "the scripted model" model_listens
    step "scripted model on 127.0.0.1:$MODEL_PORT"
}

# shellcheck shell=bash
# The model of the assistant, where the head was asked to serve one: on loopback alone, with a key, on a GPU that is not Slurm's.

start_model() {
    [[ -n ${SLUICE_MODEL:-} ]] || return 0
    local key=$SHARED/secrets/model-api-key
    command -v /opt/vllm/bin/vllm > /dev/null || { say "SLUICE_MODEL is set, but this image was built without vLLM; build it with --build-arg WITH_MODEL=yes"; return 0; }
    if [[ -s $RUN/secrets/model-api-key ]]; then
        put "$key" 400 < "$RUN/secrets/model-api-key"
    elif [[ ! -s $key ]]; then
        head -c 32 /dev/urandom | base64 | tr -d '/+=\n' | put "$key" 400
    fi
    install -m 400 -o sluice-model -g sluice-model "$key" "$RUN/model-api-key"
    [[ ! -s $RUN/secrets/hf-token ]] || install -m 400 -o sluice-model -g sluice-model "$RUN/secrets/hf-token" "$RUN/hf-token"
    install -d -m 700 -o sluice-model -g sluice-model "$SHARED/models"
    keep model as_user sluice-model "$PROGRAMS/bin/sluice-model" --port "$MODEL_PORT" --key-file "$RUN/model-api-key" --token-file "$RUN/hf-token" --cache "$SHARED/models"
}

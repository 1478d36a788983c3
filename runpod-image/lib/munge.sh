# shellcheck shell=bash
# munge: who holds its key is root to the whole cluster, so it lies in files that root and munge alone may read.

# The head makes the key unless it was given one; workers take it from the volume, or as they were given it.
prepare_munge_key() {
    local on_volume=$SHARED/secrets/munge.key given=$RUN/secrets/munge-key
    if [[ $ROLE == head && ! -s $on_volume ]]; then
        install -m 400 /dev/null "$on_volume.new"
        if [[ -s $given ]]; then base64 --decode "$given" > "$on_volume.new"; else head -c 1024 /dev/urandom > "$on_volume.new"; fi
        (($(stat -c %s "$on_volume.new") >= 32)) || refuse "SLUICE_MUNGE_KEY is no key: give at least 32 random bytes in base64, or leave it out"
        mv "$on_volume.new" "$on_volume"
    fi
    if [[ $ROLE == worker && -s $given && ! -s $on_volume ]]; then
        install_munge_key < <(base64 --decode "$given")
    else
        wait_for "the head to make the munge key on the volume ($on_volume)" test -s "$on_volume"
        install_munge_key < "$on_volume"
    fi
}

install_munge_key() {
    install -d -m 700 -o munge -g munge /etc/munge /var/lib/munge /var/log/munge
    install -m 400 -o munge -g munge /dev/null /etc/munge/munge.key
    cat > /etc/munge/munge.key
}

start_munge() {
    prepare_munge_key
    install -d -m 755 -o munge -g munge /run/munge
    rm -f /run/munge/*
    keep munged as_user munge munged --foreground --num-threads=10
    await 20 "munge" munge -n
}

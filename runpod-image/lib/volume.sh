# shellcheck shell=bash
# The network volume: what has to outlive a pod lies there.

use_volume() {
    [[ -d $VOLUME ]] || refuse "there is no directory $VOLUME; attach the network volume, or set SLUICE_VOLUME to where it is mounted"
    mountpoint --quiet "$VOLUME" || say "$VOLUME is no volume of its own: people, accounting and homes are lost with this pod"
    install -d -m 755 "$SHARED" "$VOLUME/home" || refuse "$VOLUME cannot be written to; the pods need the network volume with write access"
    install -d -m 700 "$SHARED/secrets" "$SHARED/dumps" "$SHARED/nodes"
    install -d -m 755 "$SHARED/etc" "$SHARED/log"
    use_homes
}

# /home is the volume's. What the base image had there is nobody's; files of somebody are not thrown away.
use_homes() {
    [[ ! -L /home ]] || { ln -sfn "$VOLUME/home" /home; return 0; }
    rmdir /home 2> /dev/null || refuse "/home of the image is not empty; leave it empty, since /home is the network volume's"
    ln -s "$VOLUME/home" /home
}

# put FILE MODE < text: replaces it whole
put() {
    install -m "$2" /dev/null "$1.new.$$"
    cat > "$1.new.$$"
    mv -f "$1.new.$$" "$1"
}

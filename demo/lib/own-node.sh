# shellcheck shell=bash
# Run inside a node's new namespaces: from here on the node has a host name, a hosts file and temporary directories of its own, and sees no sockets of the machine.

become_node() {
    cd /
    hostname "$NODE"
    mount --bind "$ROOT/etc/hosts" /etc/hosts
    mount --bind "$ROOT/nodes/$NODE/tmp" /tmp
    mount --bind "$ROOT/nodes/$NODE/var-tmp" /var/tmp
    mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs /dev/shm
    mount -t tmpfs -o mode=755,nosuid,nodev tmpfs /run
}

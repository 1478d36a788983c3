# shellcheck shell=bash
# Cgroup v2: a tree hands its controllers to its children only when it is told to.

divide_cgroup() {
    local controller
    for controller in memory cpu cpuset; do
        echo "+$controller" 2> /dev/null > "$1/cgroup.subtree_control" || :
    done
}

# shellcheck shell=bash
# Cgroup v2: a tree hands its controllers to its children only when it is told to.

# pids for the sake of Slurm 22.05: it reads the last name of the list with its line end and knows no "memory\n".
divide_cgroup() {
    local controller
    for controller in memory cpu cpuset pids; do
        echo "+$controller" 2> /dev/null > "$1/cgroup.subtree_control" || :
    done
}

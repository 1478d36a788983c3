# shellcheck shell=bash
# Slurm's configuration, rendered from slurm-config on the head alone; workers ask slurmctld for it (configless).

state_directory() { echo "$SHARED/state/$CLAIM"; }

slurm_version() { slurmctld -V | sed -E 's/^slurm(-wlm)? ([0-9]+)\..*/\2/'; }

# Slurm before 24 always loads a plugin; this one does nothing unless it is asked to.
idle_cgroup_plugin() { if (($(slurm_version) < 24)); then echo cgroup/v1; else echo disabled; fi; }

# What only a cluster of pods has: nodes that come and go by themselves, and a health check that drains.
site_lines() {
    cat << END
SlurmctldParameters=enable_configless,cloud_reg_addrs
MaxNodeCount=${SLUICE_MOST_NODES:-256}
TreeWidth=65533
HealthCheckProgram=$PROGRAMS/node/sluice-health
HealthCheckInterval=60
HealthCheckNodeState=ANY
TaskProlog=/etc/sluice/task-prolog
END
}

# Lines that the volume has in place of ours: partitions of the site's own, nodes that are started on demand.
site_file() { if [[ -s $SHARED/etc/$1 ]]; then cat "$SHARED/etc/$1"; else printf '%s\n' "$2"; fi; }

# The values go through the shell's own assignments: env's arguments would show the password to everybody for a moment.
fill() {
    local head
    head=$(hostname -s)
    CLUSTER_NAME="$CLUSTER" HEAD_NAME="$head" HEAD_ADDRESS="$HEAD_ALIAS" COMMUNICATION="" SLURMCTLD_PORT=6817 SLURMD_PORT=6818 SLURMDBD_PORT=6819 \
        SLURM_USER=slurm MUNGE_SOCKET="$MUNGE_SOCKET" STATE_DIRECTORY="$(state_directory)" SPOOL_DIRECTORY=/var/spool/sluice LOG_DIRECTORY="$LOGS" \
        PROCTRACK=proctrack/linuxproc TASK_PLUGIN=task/none MEMORY_KILL=JobAcctGatherParams=OverMemoryKill \
        CGROUP_PLUGIN="$(idle_cgroup_plugin)" CGROUP_EXTRA="" CONSTRAIN_MEMORY=no CONSTRAIN_SWAP=no \
        ACCOUNTING_TRES="gres/gpu,gres/gpu:a100,gres/gpu:h100,gres/gpu:h200,gres/shard" \
        CONFIG_DIRECTORY=/etc/sluice NODE_PROGRAMS="$PROGRAMS/node" NODE_STATE=/var/lib/sluice/nodes \
        SITE="$(site_lines)" NODES="$(site_file nodes.conf "# Workers make their own entries when they come.")" \
        PARTITIONS="$(site_file partitions.conf "PartitionName=gpu Nodes=ALL Default=YES MaxTime=7-00:00:00 DefaultTime=01:00:00 State=UP")" GPUS="$(gathered_gpus)" \
        DATABASE_ADDRESS=127.0.0.1 DATABASE_PORT=3306 DATABASE_PASSWORD="$(database_password)" "$PROGRAMS/slurm-config/render" "$PROGRAMS/slurm-config/$1"
}

write_configuration() {
    install -d -m 755 /etc/slurm
    expect_gpus
    fill slurm.conf | put /etc/slurm/slurm.conf 644
    fill gres.conf | put /etc/slurm/gres.conf 644
    fill cgroup.conf | put /etc/slurm/cgroup.conf 644
    install -m 600 -o slurm -g slurm /dev/null /etc/slurm/slurmdbd.conf
    fill slurmdbd.conf > /etc/slurm/slurmdbd.conf
    write_power_programs
}

# What lines of the site's nodes.conf name as ResumeProgram and SuspendProgram: they only write down that Slurm asked.
write_power_programs() {
    local program
    install -d -m 755 /etc/slurm/power.d
    for program in resume suspend; do LOG_DIRECTORY="$LOGS" "$PROGRAMS/slurm-config/render" "$PROGRAMS/slurm-config/power.d/note" | put "/etc/slurm/power.d/$program" 755; done
}

# On every pod, since slurmd calls them where the job is.
write_hooks() {
    local hook
    for hook in prolog.d/50-gpus epilog.d/50-gpus; do
        install -d -m 755 "/etc/sluice/${hook%/*}"
        NODE_PROGRAMS="$PROGRAMS/node" NODE_STATE=/var/lib/sluice/nodes "$PROGRAMS/slurm-config/render" "$PROGRAMS/slurm-config/$hook" | put "/etc/sluice/$hook" 755
    done
    NODE_ADDRESS="$(network_address)" "$PROGRAMS/slurm-config/render" "$PROGRAMS/slurm-config/task-prolog" | put /etc/sluice/task-prolog 755
}

# Once, with the slurm.conf that has the same nodes: what is written into nodes.conf later counts from the head's next start.
expect_gpus() {
    "$PROGRAMS/bin/sluice-hardware" expected <<< "$(site_file nodes.conf "")" > "$RUN/expected-gres.conf" || refuse "$SHARED/etc/nodes.conf is not understood; the reason is above"
}

# What each worker wrote of its GPUs; whatever else is in such a file is left out and said. A node that is started on demand
# and never came has those that nodes.conf promises.
gathered_gpus() {
    local file line
    while read -r line; do
        file=${line#NodeName=}
        [[ -e $SHARED/nodes/${file%% *}/gres.conf ]] || echo "$line"
    done < "$RUN/expected-gres.conf"
    for file in "$SHARED"/nodes/*/gres.conf; do
        [[ -s $file ]] || continue
        while read -r line; do
            if [[ $line =~ ^NodeName=[a-z][a-z0-9-]*\ Name=gpu\ (Type=[a-z0-9]+\ )?File=/dev/nvidia[0-9]+$ ]]; then echo "$line"; else say "left out of gres.conf: a line of $file that is no GPU"; fi
        done < "$file"
    done
}

kinds_of() { sed -nE "s/^NodeName=$1 (.*)File=.*/\1/p" | sort; }

# A node that is started on demand and left with other GPUs than promised: its next machine is expected as promised.
forget_other_gpus() {
    local file node promised
    for file in "$SHARED"/nodes/*/gres.conf; do
        node=${file%/gres.conf}
        node=${node##*/}
        promised=$(kinds_of "$node" < "$RUN/expected-gres.conf")
        [[ -n $promised && $promised != "$(kinds_of "$node" < "$file")" ]] || continue
        [[ $(timeout 5 scontrol -o show node "$node" 2> /dev/null) == *+POWERED_DOWN* ]] || continue
        say "$node left with other GPUs than nodes.conf promises; they are forgotten"
        rm -f "$file"
    done
}

# A worker that has GPUs waits until they are known here: slurmd asks for gres.conf once, when it starts.
publish_gpus() {
    fill gres.conf > "$RUN/gres.conf"
    if ! cmp -s "$RUN/gres.conf" /etc/slurm/gres.conf; then
        put /etc/slurm/gres.conf 644 < "$RUN/gres.conf"
        timeout 20 scontrol reconfigure || { say "slurmctld did not read the new gres.conf; it is told again"; echo "# not read yet" >> /etc/slurm/gres.conf; return 1; }
        say "gres.conf changed: $(grep -c ^NodeName= /etc/slurm/gres.conf) GPUs are known"
    fi
    cmp -s "$RUN/gres.conf" "$SHARED/etc/gres.conf" || put "$SHARED/etc/gres.conf" 644 < "$RUN/gres.conf"
}

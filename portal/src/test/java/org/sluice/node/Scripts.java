package org.sluice.node;

/** What the programs that a node asks print, as scripts. */
final class Scripts {
    /** Two GPUs, nvidia-smi's first being minor 1; of the first it tells no utilisation. */
    static final String TWO_GPUS = """
            case "$*" in
            -L) echo "GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-aa)"; exit ;;
            "-q -x") cat <<XML
            <?xml version="1.0" ?>
            <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
            <nvidia_smi_log>
            <gpu id="00000000:07:00.0"><product_name>NVIDIA A100-SXM4-80GB</product_name><uuid>GPU-aa</uuid><minor_number>1</minor_number>
            <fb_memory_usage><total>81920 MiB</total></fb_memory_usage></gpu>
            <gpu id="00000000:0F:00.0"><product_name>NVIDIA A100-SXM4-80GB</product_name><uuid>GPU-bb</uuid><minor_number>0</minor_number>
            <fb_memory_usage><total>81920 MiB</total></fb_memory_usage></gpu>
            </nvidia_smi_log>
            XML
            exit ;;
            esac
            """ + readings("[N/A]", "42 %");

    /** One GPU with two MIG instances, the second in use by 11091 MiB. */
    static final String MIG = """
            case "$*" in
            -L) cat <<LIST
            GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-aa)
              MIG 3g.40gb     Device  0: (UUID: MIG-33)
              MIG 1g.10gb     Device  1: (UUID: MIG-11)
            LIST
            exit ;;
            "-q -x") cat <<XML
            <nvidia_smi_log><gpu id="00000000:07:00.0"><product_name>NVIDIA H100 80GB HBM3</product_name>
            <mig_devices>
            <mig_device><index>0</index><gpu_instance_id>2</gpu_instance_id><fb_memory_usage><total>40448 MiB</total><used>12 MiB</used></fb_memory_usage></mig_device>
            <mig_device><index>1</index><gpu_instance_id>9</gpu_instance_id><fb_memory_usage><total>9984 MiB</total><used>11091 MiB</used></fb_memory_usage></mig_device>
            </mig_devices><uuid>GPU-aa</uuid><minor_number>0</minor_number></gpu></nvidia_smi_log>
            XML
            exit ;;
            esac
            """ + readings("[N/A]", "[N/A]");

    private Scripts() {}

    /** Prints one block, or one a second: utilisation of two GPUs, all else 5; it refuses the newer name of a field. */
    static String readings(String first, String second) {
        return """
                case "$*" in *clocks_event_reasons*) echo 'Field "clocks_event_reasons.active" is not a valid field to query.'; exit 2 ;; esac
                fields=${1#--query-gpu=}
                commas=${fields//[!,]/}
                rest=""
                for ((n = 5; n < ${#commas}; n++)); do rest+=", 5"; done
                while :; do
                    echo "0, GPU-aa, 00000000:07:00.0, 550.127.08, NVIDIA A100-SXM4-80GB, FIRST$rest"
                    echo "1, GPU-bb, 00000000:0F:00.0, 550.127.08, NVIDIA A100-SXM4-80GB, SECOND$rest"
                    [[ $* == *loop-ms* ]] || exit 0
                    sleep 1
                done
                """.replace("FIRST", first).replace("SECOND", second);
    }

    /** Answers the question that settles the fields, and does this instead of staying. */
    static String insteadOfStaying(String what) {
        return "[[ $* != *loop-ms* ]] || {\n" + what + "\n}\n" + TWO_GPUS;
    }
}

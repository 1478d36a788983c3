# shellcheck shell=bash disable=SC2034
# What backup and restore share: where everything lies, told by a file of NAME=value lines.

refuse() { printf '%s: %s\n' "${0##*/}" "$1" >&2; exit 1; }

step() { printf '%s: %s\n' "${0##*/}" "$1" >&2; }

# PORTAL_DATABASE    libpq's words for the portal's database: host=/run/postgresql dbname=sluice user=postgres
# PORTAL_PASSFILE    a file of PostgreSQL's passwords (libpq, "The Password File"), where one is asked for
# PORTAL_AS          the Unix user who may reach it that way; root if left out
# SLURMDBD_DATABASE  the name of slurmdbd's database, and
# SLURMDBD_OPTIONS   a file of MariaDB's options with socket and user
# SLURMCTLD_STATE    slurmctld's StateSaveLocation
# FILES              files and directories to keep as they are, with : between them: the signer's key, munge's key, host keys, people
# A part whose names are left out is left out of the backup, and that is said.
read_config() {
    local file=$1 name value
    [[ -r $file ]] || refuse "the configuration $file cannot be read"
    PORTAL_DATABASE="" PORTAL_PASSFILE="" PORTAL_AS=root SLURMDBD_DATABASE="" SLURMDBD_OPTIONS="" SLURMCTLD_STATE="" FILES=""
    while IFS='=' read -r name value; do
        [[ -n $name && $name != \#* ]] || continue
        case $name in
            PORTAL_DATABASE | PORTAL_PASSFILE | PORTAL_AS | SLURMDBD_DATABASE | SLURMDBD_OPTIONS | SLURMCTLD_STATE | FILES) printf -v "$name" %s "$value" ;;
            *) refuse "$file names $name, which is not known" ;;
        esac
    done < "$file"
    [[ -z $SLURMDBD_DATABASE || -r $SLURMDBD_OPTIONS ]] || refuse "$file: SLURMDBD_OPTIONS has to name a file that can be read"
    [[ $PORTAL_DATABASE != *password* ]] || refuse "$file: a password in PORTAL_DATABASE would be seen by everybody while the backup runs; put it into the file that PORTAL_PASSFILE names"
    [[ -z $FILES || $FILES == /* ]] || refuse "$file: FILES are absolute paths"
}

need() {
    local program
    for program in "$@"; do command -v "$program" > /dev/null || refuse "$program is not installed"; done
}

as_portal() {
    local -x PGPASSFILE=$PORTAL_PASSFILE
    if [[ $PORTAL_AS == root ]]; then "$@"; else setpriv --reuid="$PORTAL_AS" --regid="$PORTAL_AS" --init-groups -- "$@"; fi
}

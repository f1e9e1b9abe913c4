# Sourced by ./run and by the image's entry point, and plain sh for that. `settle_memory` finds how much memory this
# container may use and sets what follows from it: $memory_flags for the server's JVM (words without spaces), and variables
# that the server reads. What the operator has set stays. The table, and what it was measured with: docs/configuration.md,
# docs/performance.md.

least_memory_mb=400

# The lowest limit on the way from this process's control group to the root, in bytes; nothing when there is none.
# $1 where control groups are mounted, $2 what says which one is ours: others in tests only.
container_limit() (
    root=${1:-/sys/fs/cgroup}
    ours=${2:-/proc/self/cgroup}
    lowest=
    look() { # $1 a file with a limit; `max`, or a number near 2^63, is none
        [ -r "$1" ] || return 0
        read -r value <"$1" || return 0
        case $value in '' | *[!0-9]*) return 0 ;; esac
        [ ${#value} -lt 19 ] || return 0
        if [ -z "$lowest" ] || [ "$value" -lt "$lowest" ]; then lowest=$value; fi
    }
    climb() { # $1 the mount, $2 the group below it, $3 the file's name; inside a container the group may not be visible
        group=$2
        while :; do
            look "$1$group/$3"
            case $group in '' | /) break ;; esac
            group=${group%/*}
        done
    }
    if [ -r "$ours" ]; then
        while IFS=: read -r _ controllers group; do
            case ,$controllers, in
                ,,) climb "$root" "$group" memory.max ;;
                *,memory,*) climb "$root/memory" "$group" memory.limit_in_bytes ;;
            esac
        done <"$ours"
    else
        look "$root/memory.max"
        look "$root/memory/memory.limit_in_bytes"
    fi
    printf '%s\n' "$lowest"
)

# $1, $2 as above, $3 what says how much memory the machine has
settle_memory() {
    # a host that hides its limit from the container can be told it
    if [ -z "${RESEARCH_PAAS_MEMORY_MB:-}" ]; then
        limit=$(container_limit "${1:-}" "${2:-}")
        RESEARCH_PAAS_MEMORY_MB=${limit:+$((limit / 1048576))}
        # a limit above what the machine has is none
        machine=$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' "${3:-/proc/meminfo}" 2>/dev/null) || machine=
        if [ -n "$limit" ] && [ -n "$machine" ] && [ "$RESEARCH_PAAS_MEMORY_MB" -ge $((machine / 1024)) ]; then
            RESEARCH_PAAS_MEMORY_MB=
        fi
    fi
    case $RESEARCH_PAAS_MEMORY_MB in
        *[!0-9]*)
            printf '%s\n' "research-paas: RESEARCH_PAAS_MEMORY_MB=$RESEARCH_PAAS_MEMORY_MB is no number of megabytes." >&2
            return 1
            ;;
    esac
    # without a limit as with 512 MB: a computer that somebody works on has other things to do
    mb=${RESEARCH_PAAS_MEMORY_MB:-512}
    if [ "$mb" -lt "$least_memory_mb" ]; then
        printf '%s\n' "research-paas: This container may use $mb MB of memory, and Research PaaS needs $least_memory_mb at least, 512 better. Raise its limit (docs/configuration.md, Memory)." >&2
        return 1
    elif [ "$mb" -lt 500 ]; then
        set_memory 80m 12m 64 8 1 1
    elif [ "$mb" -lt 1000 ]; then
        set_memory 112m 16m 96 16 2 1
    elif [ "$mb" -lt 2000 ]; then
        set_memory 320m 64m 192 32 2 1
    elif [ "$mb" -lt 4000 ]; then
        set_memory 768m 128m 256 64 4 2
    else
        set_memory 1536m 256m 384 128 4 2
    fi
}

set_memory() { # heap, of it for what is young, heap of a reading process (MB), Lucene's buffer (MB), files, processes
    export RESEARCH_PAAS_MEMORY_MB
    export RESEARCH_PAAS_HEAP="${RESEARCH_PAAS_HEAP:-$1}"
    export READING_HEAP_MB="${READING_HEAP_MB:-$3}"
    export LUCENE_BUFFER_MB="${LUCENE_BUFFER_MB:-$4}"
    export FILES_AT_ONCE="${FILES_AT_ONCE:-$5}"
    export READING_PROCESSES="${READING_PROCESSES:-$6}"
    # glibc's own pools of freed memory, one a thread else
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
    # a heap that grows when it must and shrinks again, and native memory given back
    memory_flags="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx$RESEARCH_PAAS_HEAP -Xms32m -Xmn$2 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:TrimNativeHeapInterval=1000"
}

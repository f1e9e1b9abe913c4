# Sourced by ./run, by the image's build and by its entry point, and plain sh for that: what every JVM of the program is
# started with, beside what scripts/memory.sh settles. A start-up cache holds for one set of flags only, so they stand once.

# ONNX Runtime for Linux tells its maker about each use unless this says no; it has to be there before the process starts
export ORT_DISABLE_TELEMETRY=1

# A program whose heap is exhausted ends, as if it were killed, and is started again by whoever runs it: the same program that
# stays up may answer nobody. A start runs most of its code once, so it is not worth C2's time, nor the classes that reflection
# makes of what it calls: of 8 CPU-seconds for a start these save two, and searching is no slower after the first twenty questions
# (docs/performance.md, Start). Words without spaces
jvm_flags="-XX:+ExitOnOutOfMemoryError -XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=20000 -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=1000000 -Djdk.reflect.useNativeAccessorOnly=true -Djdk.virtualThreadScheduler.parallelism=4 -Dai.djl.offline=true --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"

# Java asks the C library for the terminal's language, and that knows installed locales only: a container has none
case ${LC_ALL:-} in
    '' | C | C.* | POSIX) language=${LC_MESSAGES:-${LANG:-}} ;;
    *) language=$LC_ALL ;;
esac
case $language in ja*) jvm_flags="$jvm_flags -Duser.language=ja" ;; esac

# Loaded and linked classes of one start and one search, kept for every later one (JEP 483, 514). Without it the program only
# starts slower. The start is a whole one: call it in an environment that names nobody's drive, folders or keys.
# $1 the java program, $2 the program's folder, $3 the cache to write, $4 a folder to start in; further flags behind them
train_start() (
    java=$1 app=$2 cache=$3 scratch=$4
    shift 4
    export RESEARCH_PAAS_HOME="$scratch/home" PORT=0
    mkdir -p "$scratch/tmp"
    # shellcheck disable=SC2086
    "$java" $memory_flags $jvm_flags "$@" -XX:AOTCacheOutput="$cache" -Djava.io.tmpdir="$scratch/tmp" -jar "$app/research-paas.jar" serve &
    server=$!
    tries=0
    until [ -e "$RESEARCH_PAAS_HOME/server.properties" ]; do
        tries=$((tries + 1))
        kill -0 "$server" 2>/dev/null || return 1
        if [ "$tries" -gt 600 ]; then kill -KILL "$server"; return 1; fi
        sleep 0.5
    done
    # shellcheck disable=SC2086
    "$java" $memory_flags $jvm_flags "$@" -Djava.io.tmpdir="$scratch/tmp" -jar "$app/research-paas.jar" search start || true
    kill "$server"
    wait "$server" || true
    test -s "$cache"
)

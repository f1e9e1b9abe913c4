# Sourced by ./run, by the image's build and by its entry point, and plain sh for that: what every JVM of the program is
# started with, beside what scripts/memory.sh settles. A start-up cache holds for one set of flags only, so they stand once.

# ONNX Runtime for Linux tells its maker about each use unless this says no; it has to be there before the process starts
export ORT_DISABLE_TELEMETRY=1

# A program whose heap is exhausted ends, as if it were killed, and is started again by whoever runs it: the same program that
# stays up may answer nobody. Words without spaces
jvm_flags="-XX:+ExitOnOutOfMemoryError -Djdk.virtualThreadScheduler.parallelism=4 -Dai.djl.offline=true --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"

# Loaded and linked classes of one start, kept for every later one (JEP 483, 514). Without it the program only starts slower.
# $1 the java program, $2 the program's folder, $3 the cache to write, $4 a folder to start in; further flags behind them
train_start() (
    java=$1 app=$2 cache=$3 scratch=$4
    shift 4
    # a start of its own, whatever this one is set to
    export RESEARCH_PAAS_HOME="$scratch/home" PORT=0 DATABASE_PATH='' DATABASE_URL='' EMBEDDING_MODEL_FOLDER='' \
        EMBEDDING_MODEL=all-MiniLM-L6-v2 VECTOR_SEARCH_PROVIDER=lucene
    # shellcheck disable=SC2086
    "$java" $memory_flags $jvm_flags "$@" -XX:AOTCacheOutput="$cache" -Dspring.context.exit=onRefresh \
        -jar "$app/research-paas.jar" serve
)

# Sourced by ./run and ./check: finds a JDK >= 25 and a UTF-8 locale, and says what it chose.

say() { printf '%s\n' "research-paas: $*" >&2; }
stop() { say "$*"; exit 1; }

java_major() { # the feature version of the java program $1, 0 when it is none
    local line
    line=$("$1" -version 2>&1 | head -n 1) || { echo 0; return; }
    line=${line#*\"}
    line=${line%%[.\"+-]*}
    case $line in '' | *[!0-9]*) echo 0 ;; *) echo "$line" ;; esac
}

find_jdk() { # sets JAVA_HOME to the first JDK >= 25
    local home
    for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /nowhere/bin/javac)")")")" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -x "$home/bin/javac" ] && [ "$(java_major "$home/bin/java")" -ge 25 ]; then
            export JAVA_HOME=$home
            return
        fi
    done
    stop "No JDK 25 or newer found. Install one (Debian: apt install temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME to it."
}

use_utf8() { # file names in Japanese need a UTF-8 locale; a bare machine often has none
    [ "$(locale charmap 2>/dev/null || true)" = UTF-8 ] || export LC_ALL=C.UTF-8
}

find_maven() {
    command -v mvn >/dev/null || stop "Maven is missing. Install it (Debian: apt install maven)."
}

find_jdk
use_utf8

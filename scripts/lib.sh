# Shared by the scripts beside it: sentences, tools, and a server on a free port.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
server_pid='' server_url=''
# What Debian calls the libraries that the package builds against.
build_packages=(libsqlite3-dev libncurses-dev zlib1g-dev libbz2-dev liblzma-dev liblz4-dev)

say() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

has() {
    command -v "$1" > /dev/null 2>&1
}

need_swift() {
    has swift || fail "There is no Swift toolchain on PATH. Install Swift 6.3 or newer (https://www.swift.org/install)."
    local version
    version=$(swift --version 2>&1 | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
    local major=${version% *} minor=${version#* }
    [[ $major -gt 6 || ($major -eq 6 && $minor -ge 3) ]] ||
        fail "Swift 6.3 or newer is needed; 'swift' on PATH is ${version/ /.}. See https://www.swift.org/install."
}

# need_command COMMAND PACKAGE: installs the Debian package when the command is missing.
need_command() {
    has "$1" && return
    scripts/install-packages "$2"
    has "$1" || fail "This needs the command '$1' (on Debian: package $2). Install it and run this again."
}

# Builds the products and prints where they are: build_products debug|release
build_products() {
    swift build --configuration "$1" >&2
    swift build --configuration "$1" --show-bin-path
}

# A TCP port on loopback that nothing listens on.
free_port() {
    local port
    for _ in {1..100}; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
    done
    fail "Found no free port on 127.0.0.1 in 100 tries."
}

# wait_until SECONDS COMMAND…: repeats the command until it succeeds.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

# start_server BINARY FOLDER: serves models/ on a free port with its state and log in FOLDER; sets server_pid and
# server_url, and returns when the active version is ready.
start_server() {
    local port
    port=$(free_port)
    server_url="http://127.0.0.1:$port"
    HOST=127.0.0.1 PORT=$port MODELS_DIR=models STATE_DIR="$2/state" "$1" serve > "$2/server.log" 2>&1 &
    server_pid=$!
    wait_until 30 server_settled && kill -0 "$server_pid" 2> /dev/null && return
    cat "$2/server.log" >&2
    fail "The server ended, or was not ready within 30 seconds; its log is above."
}

# Whether the server is ready, or has ended.
server_settled() {
    ! kill -0 "$server_pid" || curl --silent --fail "$server_url/readyz"
}

# Ends the server that start_server started, and waits until it is gone.
stop_server() {
    [[ -n $server_pid ]] || return 0
    kill "$server_pid" 2> /dev/null || true
    wait "$server_pid" 2> /dev/null || true
    server_pid=''
}

# Shared by script/audit, script/test and .ci/run: plain sh, nothing but Debian's own tools.

root=$(cd "$(dirname "$0")/.." && pwd)

# Is this Debian package installed?
has_package() {
  dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
}

# install_missing LIST: installs what the list names and the machine lacks: as root, else with sudo, else it prints the
# exact line to run and stops. NO_INSTALL=1 skips this (offline).
install_missing() {
  missing=""
  for package in $(sed 's/#.*//' "$1"); do
    has_package "$package" || missing="$missing $package"
  done
  # shellcheck disable=SC2086  # a list of words is meant
  install_packages $missing
}

install_packages() {
  [ -z "${NO_INSTALL:-}" ] || return 0
  [ $# -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
  else
    echo "Il manque des paquets. En administrateur : / Packages are missing. As root:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends $*" >&2
    exit 3
  fi
  echo "Installation / installing: $*" >&2
  $as_root apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# build PRESET [TARGET …]: configures once and builds; the log is shown only when it fails.
build() {
  preset=$1
  shift
  log="$root/build/$preset.log"
  mkdir -p "$root/build"
  if ! (cd "$root" && cmake --preset "$preset" && cmake --build --preset "$preset" ${1:+--target} "$@") >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "La construction a échoué / the build failed: $log" >&2
    exit 70
  fi
}

# ./dev bench [CASE...] [--json FILE]: measures beside peers, in one run (docs/performance.md).

bench() {
  build terrane reach_benchmark
  local missing=()
  command -v wrk >/dev/null || missing+=(wrk)
  [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
  command -v python3 >/dev/null || missing+=(python3 python3-venv)
  if [ ${#missing[@]} -gt 0 ]; then
    echo "installing: ${missing[*]}"
    local root=""; [ "$(id -u)" -eq 0 ] || root=sudo
    $root apt-get update -qq
    # nginx is started by the measurement alone.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  PATH=$PATH:/usr/sbin PYTHONDONTWRITEBYTECODE=1 python3 bench/bench.py \
    --binary "$build_directory/release/terrane" --build "$build_directory/bench" "$@"
}

# ./dev run [SERVE OPTIONS]: builds, starts a cloud on 127.0.0.1:8760, and prints how to point each
# client at it. Its state is kept in build/data. Ends with Ctrl-C.

run() {
  build terrane
  local program=$build_directory/release/terrane data=$build_directory/data
  "$program" serve --data "$data" "$@" > >(
    while read -r line; do
      echo "$line"
      case $line in ready*) how_to_connect "$program" "$data" ;; esac
    done
  ) &
  local server=$!
  trap 'kill -TERM $server 2>/dev/null' INT TERM
  wait $server
}

how_to_connect() {
  echo
  echo "In another shell, for any client:"
  echo
  "$1" env --shell --data "$2" | sed 's/^/  /'
  echo
  echo "Then, for example:"
  echo
  echo "  $1 api cvm DescribeZones --region ap-guangzhou"
  echo "  $1 status"
  echo
  echo "Settings for one client alone: $1 env --tccli | --terraform | --python | --node | --go | --java"
}

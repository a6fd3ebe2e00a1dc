# ./dev tour: what this is about, in a minute.

tour() {
  build terrane
  local binary=$build_directory/release/terrane colour="" plain=""
  [ -t 1 ] && { colour=$'\033[1m'; plain=$'\033[0m'; }
  cat <<TEXT

${colour}A region with two zones, and a balancer in front.${plain}
Two web servers in each zone of Guangzhou; 40 requests per second from the Internet. After 30 seconds
one zone loses power; after 90 it comes back. Five seconds of it pass in one of yours.

TEXT
  "$binary" drill run zone-power --real-time --speed 5 --html "$build_directory/tour.html" || true
  cat <<TEXT

${colour}Now what?${plain}
  $binary drill run zone-power --set 'balancer.front.targets=["web-b"]'
      the same without the second zone: what it was worth
  $binary drill list
      the other rehearsals: a whole region, a link, the account plane, the control plane
  $binary drill show zone-power > mine.toml
      one of your own (docs/guides/drills.md)
  ./dev run
      a cloud to point your SDK, tccli or Terraform at; then  terrane zone fail ap-guangzhou-3
TEXT
}

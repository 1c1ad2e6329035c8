#!/bin/bash
# Waits until its standard input ends, as it does however the tests end, and then ends the daemon of a folder with all
# that it runs and has changed on this machine. It lives in a session of its own, so that Ctrl-C does not reach it.
folder=$1

running() { kill -0 "$1" 2>/dev/null; }

# What the daemon started has its folder on the command line: containerd, and a shim beside each container.
others() {
  for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    [ "$pid" = $$ ] || [ "$pid" = "$BASHPID" ] && continue
    case "$(tr '\0' ' ' 2>/dev/null <"$process/cmdline")" in *"end-daemon.sh"*) ;; *"$folder/"*) echo "$pid" ;; esac
  done
}

while read -r _; do :; done
# What a daemon does not do itself at its end.
[ -e "$folder/before-end" ] && bash "$folder/before-end"
if pid=$(cat "$folder/pid" 2>/dev/null) && running "$pid"; then
  kill -TERM "$pid"
  # It stops its containers first, each within its own time.
  for ((waited = 0; waited < 900; waited++)); do running "$pid" || break; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null
fi
for pid in $(others); do kill -KILL "$pid" 2>/dev/null; done
while [ -n "$(others)" ]; do sleep 0.1; done

# A daemon leaves its networks, and its rules, which would rewrite addresses of later networks in the same range.
if [ -e "$folder/links" ]; then
  for link in $(ls /sys/class/net | grep -vxFf "$folder/links" | grep -Ex 'br-[0-9a-f]{12}'); do
    ip link delete "$link"
  done
  iptables-restore <"$folder/rules"
fi
grep -o " $folder[^ ]*" /proc/mounts | sort -r | while read -r mount; do umount -l "$mount"; done
rm -rf "$folder"

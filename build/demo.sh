#!/usr/bin/env bash
# A day with Fieldfare on this machine: a central service, a practice tablet enrolled with it, and the window.
# Without a display the same day runs unseen, and reports and pictures are left in out/.
# Everything it makes is in out/demo and is made anew each time; all children in it are invented.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/bin:$PATH"
out=out/demo
export FIELDFARE_PASSPHRASE="${FIELDFARE_PASSPHRASE:-snail beanbag tights}"
day=2026-12-07T08:40:00Z # the caseload stands still: on this morning it has three visits
say() { printf '\n%s\n' "$*"; }
value() { sed -nE "s/.*\"$1\" *: *\"([^\"]+)\".*/\1/p"; } # of the one key of a small JSON document

pids=()
finish() { # what was started is stopped, last first, however the demo ends
	local i
	for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
		kill "${pids[i]}" 2>/dev/null || true
		wait "${pids[i]}" 2>/dev/null || true
	done
}
trap finish EXIT
rm -rf "$out"
mkdir -p "$out"

say "1. The central service starts on its embedded database."
fieldfare-central serve --data "$out/central" --listen 127.0.0.1:0 >"$out/central.out" 2>"$out/central.log" &
pids+=($!)
url=
for _ in $(seq 300); do
	url=$(sed -nE 's/^listening on (http\S+)$/\1/p' "$out/central.out")
	[ -z "$url" ] || break
	kill -0 "${pids[0]}" 2>/dev/null || { cat "$out/central.log" >&2 && exit 1; }
	sleep 0.1
done
[ -n "$url" ] || { echo "the central service did not come up; see $out/central.log" >&2 && exit 1; }
echo "   $url"

say "2. A service, a therapist, and a one-use code for her tablet."
admin() { fieldfare-central admin --data "$out/central" --json "$@"; }
tenant=$(admin tenant add "Practice Children's Therapy" --pack evelina-like | value id)
therapist=$(admin therapist add --tenant "$tenant" "Robin Practice" robin@example.org | value id)
code=$(admin code --therapist "$therapist" | value code)

say "3. The practice tablet: two children from therapists' notebooks, ten more made up, sealed on disk."
fieldfarectl practice --store "$out/tablet" --children 12 --seed 1 --allow-sync
echo "   the passphrase is: $FIELDFARE_PASSPHRASE"
fieldfarectl enrol --store "$out/tablet" --central "$url" --code "$code"

if [ -n "${DISPLAY:-}" ] && xdpyinfo >/dev/null 2>&1; then
	say "4. The window. Unlock it with the passphrase above; close it to end the demo."
	fieldfare --store "$out/tablet" --now "$day"
	exit
fi

say "4. There is no display, so the reports are written to out/."
made=()
report() { # child, kind, reader, as at, file
	if ! fieldfarectl report --store "$out/tablet" --child "$1" --kind "$2" --for "$3" --as-at "$4" --out "$5" >>"$out/reports.log" 2>&1; then
		tail -n 1 "$out/reports.log" >&2
		exit 1
	fi
	made+=("$5")
}
child_called() { # the id of the child whose preferred or full name holds the word
	fieldfarectl children --store "$out/tablet" | awk -v name="$1" '$0 ~ name && !found++ { print $1 }'
}
isla=$(child_called Isla)
yusuf=$(child_called Yusuf)
for ending in pdf txt; do
	report "$isla" ehc-advice la 2026-05-21 "out/isla-ehc-advice.$ending"
	report "$isla" school-advice school 2026-05-21 "out/isla-school-advice.$ending"
	report "$yusuf" ehc-advice la 2026-05-13 "out/yusuf-ehc-advice.$ending"
	report "$yusuf" school-advice nursery 2026-05-13 "out/yusuf-nursery-advice.$ending"
done
mkdir -p out/pages
for pdf in out/*-advice.pdf; do
	pdftoppm -r 60 -png "$pdf" "out/pages/$(basename "$pdf" .pdf)"
done
printf '   %s\n' "${made[@]}" "out/pages/ (each page as a picture)" "$out/reports.log (what each reader did not get, and why)"
made=()

say "5. The network is back: everything goes to the central service."
fieldfarectl sync --store "$out/tablet" --json

say "6. The window, drawn on a display nobody sees."
export XDG_RUNTIME_DIR="$PWD/$out/run" FYNE_THEME=light HOME="$PWD/$out/home"
mkdir -p "$XDG_RUNTIME_DIR" "$HOME/.cache"
chmod 700 "$XDG_RUNTIME_DIR"
Xvfb -displayfd 3 -screen 0 1280x800x24 +extension GLX -nolisten tcp 3>"$out/display" >"$out/xvfb.log" 2>&1 &
pids+=($!)
until [ -s "$out/display" ]; do
	kill -0 "${pids[1]}" || { cat "$out/xvfb.log" >&2 && exit 1; }
	sleep 0.1
done
DISPLAY=:$(cat "$out/display")
export DISPLAY
cat >"$out/openbox.xml" <<-'END'
	<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
	<application class="*"><decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>
END
openbox --config-file "$PWD/$out/openbox.xml" >"$out/openbox.log" 2>&1 &
pids+=($!)
fieldfare --store "$out/tablet" --now "$day" >"$out/window.log" 2>&1 &
pids+=($!)
window=$(timeout 60 xdotool search --sync --onlyvisible --pid "${pids[3]}" | awk 'NR == 1') || true
[ -n "$window" ] || { echo "the window did not open; see $out/window.log" >&2 && exit 1; }
picture() {
	sleep 1.5 # the picture of a window that is still being drawn helps nobody
	import -window root "out/$1.png"
	made+=("out/$1.png")
}
xdotool windowfocus "$window"
picture window-unlock
xdotool type --delay 60 "$FIELDFARE_PASSPHRASE"
xdotool key Return
sleep 2
picture window-today

printf '   %s\n' "${made[@]}"

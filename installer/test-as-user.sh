# What installer/test.sh does inside the clean Debian, as a user without rights and without a network.
cd
export HOME=$PWD LANG=C.UTF-8
echo "Version: $(trailbench --version)"
grep -q 'application/x-trailbench:\*.trailbench' /usr/share/mime/globs2
echo "File type *.trailbench: opened by $(xdg-mime query default application/x-trailbench)"
trailbench sample shop >/dev/null
trailbench train shop/experiments/gru-next.yaml --set training.epochs=1 --set training.batch=512 --set sequences.windows.stride=10000 > train.txt
tail -n 1 train.txt

export DISPLAY=:7
Xvfb :7 -screen 0 1280x800x24 >xvfb.txt 2>&1 &
screen=$!
sleep 1
now() { date +%s%3N; }
begin=$(now)
trailbench shop/shop.trailbench > window.txt 2>&1 &
window=$!
until xdotool search --name "Online Retail .* Trailbench" >/dev/null 2>&1; do
  kill -0 $window || { cat window.txt; exit 1; }
  [ $(($(now) - begin)) -lt 60000 ] || { echo "No window after a minute."; cat window.txt; exit 1; }
  sleep 0.02
done
echo "Window with its project: $(($(now) - begin)) ms after the start"

id=$(xdotool search --name "Online Retail .* Trailbench" | head -n 1)
xdotool windowfocus --sync "$id"
sleep 3
runs() { ls -d shop/runs/*/ | wc -l; }
before=$(runs)
started() { newest=$(ls -td shop/runs/*/ | head -n 1); [ "$(runs)" -gt "$before" ] && grep -q '"step"' "$newest/events.jsonl" 2>/dev/null; }
# a machine that is busy may swallow keys: so again, if nothing has come of them
for attempt in 1 2 3; do
  [ "$(runs)" -gt "$before" ] && break
  xdotool key Escape
  sleep $attempt
  xdotool key ctrl+k
  sleep $((2 * attempt))
  xdotool type --delay 60 "start a run"
  sleep $((2 * attempt))
  import -window root palette.png
  xdotool key Return
  for i in $(seq 40); do
    started && break
    sleep 1
  done
done
until started || [ "$(runs)" -eq "$before" ] || [ $(($(now) - begin)) -gt 300000 ]; do sleep 1; done
started || { import -window root installed-window.png; echo "No run was started from the window."; exit 1; }
echo "Run from the command palette: $(basename "$newest"), $(wc -l < "$newest/events.jsonl") events"
sleep 8
import -window root installed-window.png
trailbench control "$newest" stop >/dev/null || true
sleep 2
kill $window
kill $screen

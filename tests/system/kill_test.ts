import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { keepAlerts, keptAlert } from "../e2e/_alerts.ts";
import { bootBox, type Box, missingForBox } from "./_box.ts";
import { dropIn, installUnit, property, SOCKET, status } from "./_unit.ts";

/** Times the daemon is killed; `CORTEX_TEST_KILLS=200` for all of them, which takes some minutes. */
const KILLS = Number(Deno.env.get("CORTEX_TEST_KILLS") ?? 12);

/** More than are acknowledged meanwhile. */
const ALERTS = 990;

/** Acknowledges alerts one after the other, each until it is answered, and writes down which were; then asks on. */
const CLIENT = `
ask() { curl -sS --fail --max-time 5 --output /dev/null --unix-socket ${SOCKET} "$@" 2>/dev/null; }
while read -r id; do
  until ask --request POST "http://cortex/v1/alerts/$id/acknowledge"; do
    [ ! -e /opt/enough ] || exit 0
    sleep 0.02
  done
  echo "$id" >>/opt/answered
done </opt/ids
until [ -e /opt/enough ]; do ask "http://cortex/v1/alerts?limit=50" || sleep 0.02; done
`;

/** Kills the daemon as soon as it is up, after a time by chance; prints how often. */
const KILLER = `
kills=0 last=0
while [ $kills -lt ${KILLS} ]; do
  now=$(systemctl show --value --property=ActiveState,MainPID cortexd | tr '\\n' ' ')
  set -- $now
  case "$1$2" in *active*) pid=\${1//[a-z]/}\${2//[a-z]/};; *) pid=0;; esac
  if [ "$pid" != 0 ] && [ "$pid" != $last ] && systemctl is-active --quiet cortexd; then
    sleep 0.$((RANDOM % 300 + 100))
    kill -KILL $pid && kills=$((kills + 1))
    last=$pid
  else
    sleep 0.02
  fi
done
echo $kills
`;

/** Ids of all alerts that are acknowledged. */
function acknowledged(box: Box): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let cursor: string | null = ""; cursor !== null;) {
    const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: OutputOf<"alerts.list"> = box.get(SOCKET, `/v1/alerts?status=acknowledged&limit=200${after}`);
    for (const { id } of page.items) ids.add(id);
    cursor = page.next_cursor;
  }
  return ids;
}

Deno.test({
  name:
    `kill -9 under load, ${KILLS} times: systemd starts it again each time, and nothing acknowledged is lost`,
  ignore: missingForBox() !== undefined,
  fn: async () => {
    using box = bootBox();
    installUnit(box);
    const alerts = Array.from({ length: ALERTS }, (_, number) => keptAlert(number, "active"));
    keepAlerts(`${box.root}/opt/kept`, alerts);
    box.must("install", "-d", "-o", "cortex", "-g", "cortex", "-m", "700", "/var/lib/cortex");
    box.must("cp", "-r", "/opt/kept/state/.", "/var/lib/cortex/");
    box.must("chown", "-R", "cortex:cortex", "/var/lib/cortex");
    box.write("/opt/ids", alerts.map(({ id }) => `${id}\n`).join(""));
    using _limits = dropIn(box, "[Unit]\nStartLimitIntervalSec=0\n");
    box.must("systemctl", "start", "cortexd");

    const client = box.spawn("bash", "-c", CLIENT);
    const killer = await box.spawn("bash", "-c", KILLER).output();
    assert.equal(new TextDecoder().decode(killer.stdout).trim(), String(KILLS));
    await waitFor("the last start", () =>
      Promise.resolve(
        property(box, "NRestarts") === String(KILLS) && property(box, "ActiveState") === "active" ||
          undefined,
      ));
    box.write("/opt/enough", "");
    await client.output();

    const { previous_stop, store } = status(box);
    assert.equal(previous_stop?.kind, "signal");
    assert(store.path !== null, "no start has moved the database aside");
    const answered = box.must("cat", "/opt/answered").trim().split("\n");
    assert(answered.length > 1, "acknowledgements must have got through");
    const kept = acknowledged(box);
    assert.deepEqual(answered.filter((id) => !kept.has(id)), []);
  },
});

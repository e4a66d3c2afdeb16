import { namesIn, textOf } from "./_files.ts";
import { defineCheck, ok, quoted, skipped, wrong } from "./check.ts";
import { sudo } from "./site.ts";

const UNIT = "cortexd.service";

/** Whether systemd would notice a daemon that hangs (systemd.service(5), WatchdogSec=). */
export const watchdog = defineCheck({
  name: "watchdog",
  gather: (site) => {
    const unit = site.unit_folders.map((folder) => `${folder}/${UNIT}`)
      .map((path) => ({ path, text: textOf(path) })).find(({ text }) => text !== null);
    const drop_ins = site.unit_folders.toReversed().map((folder) => `${folder}/${UNIT}.d`).flatMap((folder) =>
      (namesIn(folder) ?? []).filter((name) => name.endsWith(".conf")).map((name) =>
        textOf(`${folder}/${name}`) ?? ""
      )
    );
    return {
      path: unit?.path ?? null,
      watchdog: unit === undefined ? null : watchdogOf([unit.text ?? "", ...drop_ins]),
      drop_in: `${site.unit_folders[0]}/${UNIT}.d`,
      sudo: sudo(site),
    };
  },
  judge: ({ path, watchdog, drop_in, sudo }) => {
    if (path === null) return [skipped("The daemon is not installed as a service")];
    if (watchdog !== null) return [ok(`${path} has a watchdog of ${watchdog}`)];
    const file = quoted(`${drop_in}/watchdog.conf`);
    return [
      wrong(
        `${path} has no watchdog: a daemon that hangs would stay so`,
        `${sudo}mkdir -p ${quoted(drop_in)}`,
        `printf '[Service]\\nWatchdogSec=30\\n' | ${sudo}tee ${file}`,
        `${sudo}systemctl daemon-reload`,
        `${sudo}systemctl restart cortexd`,
      ),
    ];
  },
});

/** The last WatchdogSec= of the [Service] sections; null where there is none, or one that turns it off. */
function watchdogOf(texts: readonly string[]): string | null {
  let section = "";
  let value: string | null = null;
  for (const line of texts.join("\n").split("\n").map((text) => text.trim())) {
    section = /^\[(.*)\]$/.exec(line)?.[1] ?? section;
    const given = /^WatchdogSec\s*=\s*(.*)$/.exec(line)?.[1];
    if (section === "Service" && given !== undefined) value = given;
  }
  return value === null || value === "" || /^0+\s*[a-z]*$/.test(value) ? null : value;
}

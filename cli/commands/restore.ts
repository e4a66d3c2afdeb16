import { restore } from "../../src/store/offline.ts";
import { type Command, defineCommand } from "../command.ts";
import { stateDir } from "../state_dir.ts";
import { factLines } from "../text/facts.ts";
import { paint, styled } from "../text/paint.ts";

/** `cortex restore`: a backup in the place of the state of a daemon that does not run. */
export const command: Command = defineCommand({
  operands: [{ name: "FILE", summary: "The backup; it is checked before anything is replaced" }],
  options: {
    "state-dir": {
      type: "text",
      value: "DIR",
      summary: "Folder of the state, where the daemon is given one",
    },
    system: { type: "flag", summary: "The system's daemon, not the user's own" },
  },
  examples: [
    { args: "shutdown && cortex restore /srv/backups/cortex.db", summary: "Stop the daemon and go back" },
    { args: "restore --system /srv/backups/cortex.db", summary: "The same for the system's, as root" },
  ],
  run: ({ values, operands: [file = ""] }, context) => {
    const state_dir = values["state-dir"];
    const dir = stateDir({ state_dir, instance: context.instance, system: values.system }, context.env);
    const restored = restore({ file, dir, wall_ms: context.wall() });
    const { manifest, kept } = restored;
    return Promise.resolve({
      json: [{ file, state_dir: dir, ...restored }],
      render: (view) =>
        paint([
          [styled("good", "Restored"), `: ${dir}`],
          ...factLines([
            ["made", manifest === null ? [] : [manifest.made_at]],
            ["host", manifest === null ? [] : [manifest.host]],
            [
              "before",
              kept === null ? [] : [kept, styled("faint", " (remove it once it is of no more use)")],
            ],
          ]),
        ], view),
    });
  },
});

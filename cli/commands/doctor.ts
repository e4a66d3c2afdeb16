import { type Command, defineCommand } from "../command.ts";
import { plural } from "../text/format.ts";
import { type Line, paint, type Style, styled, type View } from "../text/paint.ts";
import { examine, type Examined } from "./doctor/examine.ts";
import { survey } from "./doctor/survey.ts";

const STYLES: Readonly<Record<Examined["state"], Style>> = { ok: "good", wrong: "bad", skipped: "faint" };

/** `cortex doctor`: what is wrong with the set-up, and the commands that mend it. Runs none of them. */
export const command: Command = defineCommand({
  options: {
    system: { type: "flag", summary: "Examine the system's daemon, also when the user's own answers" },
    "state-dir": {
      type: "text",
      value: "DIR",
      summary: "Folder of the database, where the daemon was given one",
    },
    config: {
      type: "text",
      value: "FILE",
      summary: "The configuration file, where the daemon was given one",
    },
  },
  examples: [
    {
      args: "doctor",
      summary: "The daemon that answers, or would be started; exit code 1 when something is wrong",
    },
    {
      args: "doctor --json",
      summary: "The same for a program: what was found, and the commands that mend it",
    },
  ],
  run: async ({ values }, context) => {
    const site = await survey({
      socket_dir: context.socket_dir,
      state_dir: values["state-dir"],
      config: values.config,
      instance: context.instance,
      system: values.system,
      env: context.env,
    }, context.wall());
    const checks = await examine(site);
    const healthy = checks.every(({ state }) => state !== "wrong");
    return {
      json: [{ healthy, socket: site.start.paths.http_socket, state_dir: site.state_dir, checks }],
      render: (view) => render(checks, view),
      exit: healthy ? 0 : 1,
    };
  },
});

/** What was found, and below what is wrong the commands that mend it. */
export function render(checks: readonly Examined[], view: View): string {
  const widest = Math.max(...checks.map(({ check }) => check.length));
  const count = checks.filter(({ state }) => state === "wrong").length;
  const summary = count === 0
    ? styled("good", "Nothing is wrong")
    : styled("bad", `${plural(count, "thing is", "things are")} wrong`);
  // A command is never cut: half of one is worse than none.
  const whole = { ...view, columns: Number.POSITIVE_INFINITY };
  return paint([
    ...checks.flatMap(({ check, state, message, mend }): Line[] => [
      [
        styled(STYLES[state], state.padEnd(7)),
        "  ",
        styled("strong", check.padEnd(widest)),
        "  ",
        message,
      ],
      ...mend.map((one): Line => ["         ", styled("faint", "$ "), one]),
    ]),
    [],
    [summary],
  ], whole);
}

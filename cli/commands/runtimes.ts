import type { OutputOf } from "../../src/contract/wire.ts";
import { type WantedRuntimes, wantedRuntimes } from "../../src/runtimes/mod.ts";
import { type Command, defineCommand, type Outcome } from "../command.ts";
import { age } from "../text/format.ts";
import { type Line, paint, styled, type View } from "../text/paint.ts";
import { table } from "../text/table.ts";

/** `cortex runtimes`: what the daemon found on this host; with a folder, what its version files ask for. */
export const command: Command = defineCommand({
  operands: [{
    name: "FOLDER",
    summary: "Project whose version files are read, without a daemon",
    optional: true,
  }],
  options: { refresh: { type: "flag", summary: "Look again, even when the last look is recent" } },
  examples: [
    { args: "runtimes", summary: "Every installed version, the active ones marked" },
    { args: "runtimes .", summary: "What .nvmrc, go.mod, mise.toml and their like ask for here" },
  ],
  run: async ({ values: { refresh }, operands: [folder] }, context): Promise<Outcome> => {
    if (folder !== undefined) {
      const wanted = await wantedRuntimes(folder);
      return { json: [wanted], render: (view) => showWanted(wanted, view) };
    }
    const client = await context.client();
    const found = await client.call("runtimes.list", { refresh });
    return { json: [found], render: (view) => showInstalled(found, view) };
  },
});

function showInstalled({ items, taken_at, home }: OutputOf<"runtimes.list">, view: View): string {
  const looked = styled("faint", `looked ${age(taken_at, view.now)}`);
  const unseen: Line[] = home === null
    ? [[styled("faint", "Not looked at: what users keep in their homes (nvm, pyenv, rustup …)")]]
    : [];
  if (items.length === 0) return paint([["No runtimes found, ", looked], ...unseen], view);
  const rows = table(items, [
    { title: "RUNTIME", cell: ({ runtime }) => runtime },
    { title: "VERSION", cell: ({ version }) => version ?? styled("faint", "unknown") },
    { title: "ACTIVE", cell: ({ active }) => active ? styled("good", "yes") : "" },
    {
      title: "MANAGER",
      cell: ({ manager, manager_default }) => `${manager}${manager_default ? " (default)" : ""}`,
    },
    { title: "PATH", cell: ({ path }) => path, cut: 1 },
  ], view);
  return paint([...rows, [looked], ...unseen], view);
}

function showWanted({ folder, items, problems }: WantedRuntimes, view: View): string {
  const rows = items.length === 0 ? [[`No version file in ${folder}`]] : table(items, [
    { title: "RUNTIME", cell: ({ runtime }) => runtime },
    { title: "WANTS", cell: ({ wants }) => wants, cut: 1 },
    { title: "FILE", cell: ({ file }) => file },
  ], view);
  return paint([...rows, ...problems.map(({ message }) => [styled("bad", message)])], view);
}

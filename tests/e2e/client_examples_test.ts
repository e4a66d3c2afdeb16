import assert from "node:assert/strict";
import { CortexError } from "../../mod.ts";
import { alert, event, health } from "../unit/cli/_samples.ts";
import { newFolder, startFakeDaemon } from "./_fake_daemon.ts";

const MODULE = new URL("../../mod.ts", import.meta.url);

/** The examples of the module's documentation, by title. */
function examples(): [title: string, code: string][] {
  const [doc = ""] = Deno.readTextFileSync(MODULE).split("*/");
  const text = doc.replaceAll(/^ \* ?/gm, "");
  return [...text.matchAll(/^@example ([^\n]+)\n```ts\n(.+?)^```$/gms)].map((
    [, title = "", code = ""],
  ) => [title, code]);
}

/** What the examples are to print, by title. */
const PRINTED: Readonly<Record<string, string>> = {
  "How the host is": "warning 62.4\n",
  "Every open alert, over all pages, acknowledged": "",
  "What happens, as it happens, over restarts of the daemon": "1 alert.raised /srv\n2 alert.resolved /srv\n",
  "Telling failures apart": "No such alert\n",
};

const first = alert();
const second = alert({ id: "c0ffee00-0d5e-4c8a-9f10-1b2c3d4e5f62" });
const counts = { info: 0, warning: 0, error: 0, critical: 2 };

Deno.test("every example of the documentation is known here", () => {
  assert.deepEqual(examples().map(([title]) => title), Object.keys(PRINTED));
});

for (const [title, code] of examples()) {
  Deno.test(`example: ${title}, with the permissions that are printed and no others`, async () => {
    const folder = newFolder();
    await using daemon = startFakeDaemon(
      {
        "health.get": () => health,
        "alerts.list": ({ cursor }) =>
          cursor === undefined
            ? { items: [first], next_cursor: "second", counts }
            : { items: [second], next_cursor: null, counts },
        "alerts.get": ({ id }) => {
          throw new CortexError("ALERT_NOT_FOUND", `Cannot find ${id}`);
        },
        "alerts.acknowledge": ({ id }) => alert({ id, status: "acknowledged" }),
      },
      newFolder(),
      [event(1, "alert.raised"), event(2, "alert.resolved"), event(3, "alert.raised")],
    );
    Deno.writeTextFileSync(`${folder}/example.ts`, code);
    Deno.writeTextFileSync(
      `${folder}/imports.json`,
      JSON.stringify({ imports: { "@cortex/cortexd": MODULE.href } }),
    );
    const flags = new Set<string>();
    let ran = await runExample(folder, daemon.socket_dir, flags);
    // Without the environment the client cannot know the socket: the flags come in two steps.
    for (let step = 0; step < 2 && ran.output.includes("--allow-"); step++) {
      for (const [flag] of ran.output.matchAll(/--allow-\S+/g)) flags.add(flag);
      ran = await runExample(folder, daemon.socket_dir, flags);
    }
    assert.deepEqual([ran.code, ran.output], [0, PRINTED[title]]);
    assert.ok(flags.size > 0);
    if (title.startsWith("Every")) {
      assert.deepEqual(daemon.asked, [
        "alerts.list",
        "alerts.acknowledge",
        "alerts.list",
        "alerts.acknowledge",
      ]);
    }
  });
}

async function runExample(folder: string, socket_dir: string, flags: ReadonlySet<string>) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-config",
      `--import-map=${folder}/imports.json`,
      ...flags,
      `${folder}/example.ts`,
    ],
    env: { CORTEX_SOCKET_DIR: socket_dir, NO_COLOR: "1" },
  }).output();
  return { code, output: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

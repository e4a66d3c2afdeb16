import assert from "node:assert/strict";
import { persistentUser, userLoad } from "./_users.ts";
import { cortex } from "./_world.ts";

const taken_at = "2026-11-21T11:59:57.000Z";
const answers = {
  "users.list": () => ({ items: [userLoad], next_cursor: null, taken_at }),
  "users.persistent": () => ({ items: [persistentUser], next_cursor: null }),
};
const asked = async (line: string) => (await cortex(line.split(" "), { answers })).asked;

Deno.test("filters are asked of the daemon", async () => {
  assert.deepEqual(await asked("users --min-uid 0 --min-percent 5 --exclude a,b --include c --limit 3"), [[
    "users.list",
    {
      all: false,
      minimum_uid: 0,
      minimum_percent: 5,
      excluded: ["a", "b"],
      included: ["c"],
      limit: 3,
    },
  ]]);
});

Deno.test("--persistent is another question, which goes with the options of every command and --limit only", async () => {
  for (const line of ["users --persistent", "--socket-dir /s users --persistent --json"]) {
    assert.deepEqual(await asked(line), [["users.persistent", { limit: 500 }]], line);
  }
  assert.deepEqual(await asked("users --persistent --limit 2"), [["users.persistent", { limit: 2 }]]);
  const { exit, err } = await cortex(["users", "--persistent", "--sort", "cpu"], { answers });
  assert.equal(exit, 2);
  assert.match(err, /Cannot use --sort with --persistent/);
});

Deno.test("nobody who is persistent is said so", async () => {
  const { out } = await cortex(["users", "--persistent"], {
    answers: { "users.persistent": () => ({ items: [], next_cursor: null }) },
  });
  assert.equal(out, "Nobody has been above their threshold for long\n");
});

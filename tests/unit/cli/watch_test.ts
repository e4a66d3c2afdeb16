import assert from "node:assert/strict";
import * as samples from "./_samples.ts";
import { memoryScreen } from "./_screen.ts";
import { cortex } from "./_world.ts";

const page = { items: [...samples.alerts], next_cursor: null, counts: samples.health.alerts };

/** Lets everything run that is ready. */
const turnOver = () => new Promise((resolve) => setTimeout(resolve));

/** Runs a command on a screen until `use` has ended it. */
async function onScreen(line: string, size: { columns: number; rows: number }, answers = {}) {
  const screen = memoryScreen(size);
  const all = { "health.get": () => samples.health, "alerts.list": () => page, ...answers };
  const ran = cortex(line.split(" "), { answers: all, screen });
  for (let turn = 0; turn < 1000 && /^(Waiting.*)?$/.test(screen.lines()[0] ?? ""); turn++) await turnOver();
  return { screen, ran };
}

Deno.test("watch health is cortex health, with a line for the keys", async () => {
  const size = { columns: 80, rows: 24 };
  const { screen, ran } = await onScreen("watch health", size);
  const lines = screen.lines();
  screen.press("q");
  const { exit, out } = await ran;
  assert.deepEqual([exit, out, screen.isOpen()], [0, "", false]);
  const once = await cortex(["health"], { answers: { "health.get": () => samples.health }, columns: 80 });
  const expected = once.out.trimEnd().split("\n").slice(0, 23).map((line) => line.trimEnd());
  assert.deepEqual(lines.slice(0, expected.length), expected);
  assert.equal(lines[23], "q quit  space pause  every 2 s");
});

Deno.test("what is higher than the screen is scrolled to", async () => {
  const { screen, ran } = await onScreen("watch health --interval 9", { columns: 40, rows: 10 });
  assert.equal(screen.lines()[9], "q quit  space pause  every 9 s");
  assert.ok(screen.lines()[0]?.startsWith("ledger"));
  screen.press("end");
  await turnOver();
  assert.match(screen.lines()[8] ?? "", /^store/);
  screen.press("ctrl_c");
  assert.equal((await ran).exit, 0);
});

Deno.test("watch alerts asks with its filters", async () => {
  const { screen, ran } = await onScreen("watch alerts --open --severity critical", {
    columns: 80,
    rows: 24,
  });
  assert.match(screen.lines()[0] ?? "", /^ID +SEVERITY/);
  screen.press("q");
  const { asked } = await ran;
  assert.deepEqual(asked, [["alerts.list", { severity: "critical", open: true, limit: 200 }]]);
});

Deno.test("without a terminal, and with --json, the screen is printed once", async () => {
  const answers = { "health.get": () => samples.health };
  const once = await cortex(["watch", "health"], { answers });
  assert.deepEqual([once.exit, once.out], [0, (await cortex(["health"], { answers })).out]);
  const screen = memoryScreen();
  const json = await cortex(["watch", "health", "--json"], { answers, screen });
  assert.deepEqual(JSON.parse(json.out), samples.health);
  assert.equal(screen.written(), "");
});

Deno.test("a signal that ends a screen gives its exit code and no words", async () => {
  const { screen, ran } = await onScreen("watch", { columns: 80, rows: 24 });
  screen.tell({ type: "ended", exit: 130 });
  const { exit, err } = await ran;
  assert.deepEqual([exit, err], [130, ""]);
});

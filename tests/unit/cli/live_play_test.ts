import assert from "node:assert/strict";
import { play } from "../../../cli/live/play.ts";
import { statusLine } from "../../../cli/live/parts.ts";
import { BLANK, type Live, type Program } from "../../../cli/live/program.ts";
import { ScreenEnded } from "../../../cli/live/screen.ts";
import { paint } from "../../../cli/text/paint.ts";
import { CortexError } from "../../../src/contract/mod.ts";
import { handClocks, memoryScreen, settled } from "./_screen.ts";

interface Model extends Live<string> {
  readonly subject: string;
}

/** A program of two lines: what it knows of its subject, which is the last key; and its state. */
function start(answer: (subject: string, signal: AbortSignal) => Promise<string>) {
  const asked: string[] = [];
  const program: Program<Model, string, string> = {
    start: { ...BLANK, subject: "a" },
    interval_ms: 5000,
    wish: ({ subject }) => subject,
    load: (subject, signal) => {
      asked.push(subject);
      return answer(subject, signal);
    },
    press: (model, key) => {
      if (key === "q") return null;
      if (key === "!") throw new TypeError("a fault of the program");
      return key === " " ? { ...model, paused: !model.paused } : { ...model, subject: key };
    },
    view: (model, frame) => paint([[model.data ?? "-"], statusLine(model, "q quit")], frame),
  };
  const screen = memoryScreen({ columns: 40, rows: 4 });
  const clocks = handClocks(0);
  return { asked, screen, clocks, ended: play(program, screen, clocks) };
}

Deno.test("asks at once, again at the interval, and draws what came", async () => {
  let count = 0;
  const { asked, screen, clocks, ended } = start(() => Promise.resolve(`reading ${++count}`));
  assert.equal(screen.lines()[0], "-");
  await settled();
  assert.deepEqual(screen.lines().slice(0, 2), ["reading 1", "q quit"]);
  screen.written();
  await clocks.pass(4999);
  assert.deepEqual(asked, ["a"]);
  await clocks.pass(1);
  assert.equal(screen.lines()[0], "reading 2");
  assert.equal(screen.written(), "\x1b[1;1Hreading 2\x1b[K", "more than the line that differs was drawn");
  screen.press("q");
  await ended;
  assert.ok(!screen.isOpen());
  assert.equal(clocks.next(), undefined);
});

Deno.test("a reading that changes nothing draws nothing", async () => {
  const { screen, clocks, ended } = start(() => Promise.resolve("same"));
  await settled();
  screen.written();
  await clocks.pass(5000);
  assert.equal(screen.written(), "");
  screen.press("q");
  await ended;
});

Deno.test("another wish is asked for at once, and an answer to the one before is dropped", async () => {
  const answers = new Map<string, (text: string) => void>();
  const { asked, screen, clocks, ended } = start((subject) =>
    new Promise((resolve) => answers.set(subject, resolve))
  );
  screen.press("b");
  await settled();
  assert.deepEqual(asked, ["a", "b"]);
  answers.get("b")?.("of b");
  await settled();
  answers.get("a")?.("of a");
  await settled();
  assert.equal(screen.lines()[0], "of b");
  await clocks.pass(5000);
  assert.deepEqual(asked, ["a", "b", "b"], "two timers run");
  screen.press("q");
  await ended;
});

Deno.test("a pause stops the asking, and its end asks at once", async () => {
  const { asked, screen, clocks, ended } = start((subject) => Promise.resolve(subject));
  await settled();
  screen.press(" ");
  await clocks.pass(20_000);
  assert.deepEqual(asked, ["a"]);
  assert.match(screen.lines()[1] ?? "", /^Paused/);
  screen.press("b");
  await settled();
  assert.deepEqual([asked, screen.lines()[0]], [["a", "b"], "b"], "what is new is asked for in a pause too");
  await clocks.pass(20_000);
  screen.press(" ");
  await settled();
  assert.deepEqual(asked, ["a", "b", "b"]);
  screen.press("q");
  await ended;
});

Deno.test("a daemon that is away is said to be, asked every second, and the picture stays until it is back", async () => {
  let away = false;
  const { screen, clocks, ended } = start(() =>
    away
      ? Promise.reject(new CortexError("CONNECTION_REFUSED", 'Cannot call "x": nobody listens'))
      : Promise.resolve("well")
  );
  await settled();
  away = true;
  await clocks.pass(5000);
  assert.deepEqual(screen.lines().slice(0, 2), ["well", 'Reconnecting: Cannot call "x": nobody l…']);
  assert.equal(clocks.next(), 1000);
  away = false;
  await clocks.pass(1000);
  assert.deepEqual(screen.lines().slice(0, 2), ["well", "q quit"]);
  screen.press("q");
  await ended;
});

Deno.test("another size and a terminal that others have used are drawn whole", async () => {
  const { screen, ended } = start(() => Promise.resolve("a reading"));
  await settled();
  screen.resize({ columns: 4, rows: 1 });
  await settled();
  assert.deepEqual(screen.lines(), ["a r…"]);
  screen.resize({ columns: 40, rows: 4 });
  await settled();
  screen.written();
  screen.press("ctrl_l");
  await settled();
  assert.match(screen.written(), /^.\[2J.*a reading/);
  screen.press("q");
  await ended;
});

Deno.test("the screen is given back when a signal ends it, and its exit code says which", async () => {
  const { screen, ended } = start(() => new Promise(() => {}));
  screen.tell({ type: "ended", exit: 143 });
  await assert.rejects(ended, (error) => error instanceof ScreenEnded && error.exit === 143);
  assert.ok(!screen.isOpen());
});

Deno.test("the screen is given back when the program or its loading has a fault of its own", async () => {
  const broken = start(() => Promise.resolve("x"));
  broken.screen.press("!");
  await assert.rejects(broken.ended, TypeError);
  assert.ok(!broken.screen.isOpen());
  const loading = start(() => Promise.reject(new RangeError("not the daemon's")));
  await assert.rejects(loading.ended, RangeError);
  assert.ok(!loading.screen.isOpen());
});

Deno.test("the question that runs is given up with the screen", async () => {
  const signals: AbortSignal[] = [];
  const { screen, ended } = start((_, signal) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  screen.press("q");
  await ended;
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true]);
});

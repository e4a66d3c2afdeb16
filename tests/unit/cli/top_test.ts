import assert from "node:assert/strict";
import fc from "fast-check";
import { coreCells } from "../../../cli/commands/top/header.ts";
import { press, START, type TopData, type TopModel, wishOf } from "../../../cli/commands/top/model.ts";
import { tableRows, view } from "../../../cli/commands/top/view.ts";
import { shown } from "../../../cli/text/paint.ts";
import { width } from "../../../cli/text/width.ts";
import * as samples from "./_samples.ts";
import { userLoad } from "./_users.ts";

const size = { columns: 80, rows: 24 };
const frame = { ...size, color: false, now: samples.NOW };
const taken_at = samples.health.taken_at;

const processes: TopData = {
  health: samples.health,
  list: {
    tab: "processes",
    page: {
      items: Array.from(
        { length: 40 },
        (_, index) =>
          samples.processOf({ pid: 1000 + index, name: index === 0 ? "evil\x1b[31m" : `worker-${index}` }),
      ),
      next_cursor: "next",
      total: 312,
      taken_at,
    },
  },
};
const users: TopData = {
  health: samples.health,
  list: {
    tab: "users",
    page: {
      items: [userLoad, { ...userLoad, user: "www-data", uid: 33 }],
      next_cursor: null,
      taken_at,
    },
  },
};
const model: TopModel = { ...START, data: processes };

/** The model after keys; fails when they end the screen. */
function after(start: TopModel, ...keys: string[]): TopModel {
  return keys.reduce((now, key) => press(now, key, 10) ?? assert.fail(`${key} ended it`), start);
}

const text = (now: TopModel, of = frame) => view(now, of);

Deno.test("the host stands above its processes, and the keys below", () => {
  const lines = text(model).split("\n");
  assert.match(
    lines[0] ?? "",
    /^ledger {2}● warning {2}1 critical, 2 warning {2}load medium {2}sampled 3 s ago {3}CPU/,
  );
  for (
    const part of ["CPU", "62.4 %", "load 2.51 1.90 1.12", "Swap", "25.0 %", "/srv/data 92.0 %", "io 22.1 %"]
  ) {
    assert.ok(text(model).includes(part), `${part} is not in\n${text(model)}`);
  }
  assert.match(lines[6] ?? "", /^\[processes\] users {3}by cpu {2}312, scanned 3 s ago/);
  assert.match(lines[8] ?? "", /^ +1000 {2}postgres {3}131.7 % {3}6.1 GiB {2}S {2}evil.x1b\[31m/);
  assert.match(lines[23] ?? "", /^q quit/);
});

Deno.test("every size is filled exactly and never passed", () => {
  const sizes = fc.record({
    columns: fc.integer({ min: 1, max: 200 }),
    rows: fc.integer({ min: 1, max: 60 }),
  });
  const states = fc.constantFrom<TopModel>(
    model,
    START,
    { ...model, help: true },
    { ...model, typing: true, filter: "日本" },
    { ...START, data: users, tab: "users" },
  );
  fc.assert(fc.property(sizes, states, ({ columns, rows }, now) => {
    const lines = text(now, { ...frame, columns, rows }).split("\n");
    assert.deepEqual([lines.length - 1, lines.at(-1)], [rows, ""]);
    for (const line of lines) assert.ok(width(line) <= columns, `${width(line)} > ${columns}: ${line}`);
  }));
});

Deno.test("on 40 x 10 there are names of processes to see", () => {
  const small = text(model, { ...frame, columns: 40, rows: 10 });
  assert.match(small, /PID {7}CPU {4}MEMORY {2}NAME/);
  assert.match(small, / 1001 {3}131.7 % {3}6.1 GiB {2}worker-1/);
});

Deno.test("nothing moves when a figure has another length", () => {
  const calm = { ...samples.processOf({ cpu_percent: 0, memory_bytes: 0, name: "sh" }) };
  const busy = {
    ...samples.processOf({ cpu_percent: 100, memory_bytes: 2 ** 30, name: "postgres-backend" }),
  };
  const titles = [calm, busy].map((process) => {
    const list = {
      tab: "processes" as const,
      page: { items: [process], next_cursor: null, total: 1, taken_at },
    };
    return text({ ...model, data: { health: samples.health, list } }).split("\n")[7];
  });
  assert.match(titles[0] ?? "", /COMMAND/);
  assert.deepEqual(titles[0]?.slice(0, 40), titles[1]?.slice(0, 40));
});

Deno.test("keys of the order ask the daemon for it", () => {
  const sorts = ["c", "m", "p", "n"].map((key) => wishOf(after(model, key), size).input.sort);
  assert.deepEqual(sorts, ["cpu", "memory", "pid", "name"]);
  assert.deepEqual(wishOf(after(model, "tab", "p"), size), {
    tab: "users",
    input: { sort: "processes", limit: 500 },
  });
});

Deno.test("a filter is typed, goes to the daemon with each letter, and can be taken back", () => {
  const typed = after(model, "/", "q", "u", "x", "backspace");
  assert.deepEqual(wishOf(typed, size).input, { sort: "cpu", limit: 24, filter: "qu" });
  assert.match(text(typed).split("\n")[23] ?? "", /^\/qu_/);
  const kept = after(typed, "enter");
  assert.deepEqual([kept.typing, kept.filter], [false, "qu"]);
  assert.match(text(kept), / {2}with "qu"/);
  assert.equal(after(kept, "escape").filter, "");
  assert.deepEqual(wishOf(after(typed, "ctrl_u"), size).input, { sort: "cpu", limit: 24 });
});

Deno.test("users are filtered by name, in any case", () => {
  const now = { ...START, data: users, tab: "users" as const, filter: "WWW" };
  assert.ok(text(now).includes("www-data") && !text(now).includes("postgres"), text(now));
});

Deno.test("q and Ctrl-C quit, but q is a letter in a filter", () => {
  assert.equal(press(model, "q", 10), null);
  assert.equal(press(model, "ctrl_c", 10), null);
  const typing = after(model, "/");
  assert.equal(press(typing, "q", 10)?.filter, "q");
  assert.equal(press(typing, "ctrl_c", 10), null);
  assert.equal(press(after(model, "?"), "q", 10), null);
});

Deno.test("help covers the table until a key", () => {
  const help = after(model, "?");
  assert.ok(text(help).includes("sort by memory") && !text(help).includes("worker-1"));
  assert.ok(text(help, { ...frame, columns: 40, rows: 10 }).includes("q Ctrl-C  quit"));
  assert.equal(after(help, "m").order, "c", "the key that ends it does nothing else");
});

Deno.test("scrolling stays within the rows, asks for what becomes visible, and ends with a new order", () => {
  assert.equal(after(model, "up").offset, 0);
  const down = after(model, "page_down", "down");
  assert.deepEqual([down.offset, wishOf(down, size).input.limit], [11, 35]);
  assert.match(text(down).split("\n")[8] ?? "", /^ +1011 /);
  assert.equal(after(model, "end").offset, 302);
  assert.equal(after(down, "home").offset, 0);
  assert.equal(after(down, "n").offset, 0);
});

Deno.test("whatever is pressed, the screen can be drawn", () => {
  const keys = fc.array(
    fc.oneof(
      fc.constantFrom(
        "tab",
        "up",
        "down",
        "page_down",
        "end",
        "enter",
        "escape",
        "backspace",
        "/",
        "?",
        " ",
        "c",
      ),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    ),
  );
  fc.assert(fc.property(keys, fc.constantFrom(processes, users, null), (pressed, data) => {
    let now: TopModel = { ...START, data };
    for (const key of pressed) {
      now = press(now, key, tableRows(now, frame)) ?? now;
      const limit = wishOf(now, size).input.limit ?? 0;
      assert.ok(limit >= 1 && limit <= 500);
      text(now);
    }
  }));
});

Deno.test("without a terminal everything is there, and nothing of keys", () => {
  const whole = text(model, { ...frame, columns: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY });
  assert.ok(whole.includes("worker-39") && !whole.includes("quit"), whole);
});

Deno.test("cores are columns of their height, many of them by the busiest of a group", () => {
  const cells = (cores: number[]) => coreCells(cores).map(shown).join("");
  assert.equal(cells([0, 50, 100]), "▁▅█");
  assert.equal(cells([]), "");
  const many = Array.from({ length: 128 }, (_, core) => core === 5 ? 100 : 0);
  assert.equal(cells(many), `▁█${"▁".repeat(30)}`);
});

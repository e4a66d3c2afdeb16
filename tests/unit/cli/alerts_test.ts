import assert from "node:assert/strict";
import fc from "fast-check";
import { idLength } from "../../../cli/text/alerts.ts";
import { alert, alerts, health } from "./_samples.ts";
import { type Answers, cortex } from "./_world.ts";

const FIRST = "3f2a91bc-0d5e-4c8a-9f10-1b2c3d4e5f60";
const answers: Answers = {
  "alerts.list": () => ({ items: [...alerts], next_cursor: null, counts: health.alerts }),
  "alerts.get": ({ id }) => alert({ id }),
  "alerts.acknowledge": ({ id }) => alert({ id, status: "acknowledged" }),
  "alerts.acknowledge_all": () => ({ count: 2 }),
  "alerts.dismiss": ({ id }) => alert({ id, status: "dismissed" }),
  "alerts.dismiss_all": () => ({ count: 1 }),
  "alerts.resolve": ({ id }) => alert({ id, status: "resolved" }),
  "alerts.clear": () => ({ count: 3 }),
};
const cortexAlerts = (...args: string[]) => cortex(["alerts", ...args], { answers });

Deno.test("filters go to the daemon as they are", async () => {
  const line = "list --severity critical --category disk --status active --open --subject / -n 3";
  const { asked } = await cortexAlerts(...line.split(" "));
  assert.deepEqual(asked, [["alerts.list", {
    severity: "critical",
    category: "disk",
    status: "active",
    open: true,
    subject: "/",
    limit: 3,
  }]]);
});

Deno.test("a person is shown one page of fifty, and told when there are more", async () => {
  const { out, asked } = await cortex(["alerts"], {
    answers: {
      "alerts.list": () => ({ items: [...alerts], next_cursor: "more", counts: health.alerts }),
    },
  });
  assert.deepEqual(asked, [["alerts.list", { limit: 50 }]]);
  assert.match(out, /The newest 3; --limit N shows more\n/);
});

Deno.test("the ids shown are told apart, and each is taken back as it is shown", async () => {
  const { out } = await cortexAlerts();
  const shown = out.split("\n").slice(1, 4).map((line) => line.split(" ")[0] ?? "");
  assert.deepEqual(shown, ["3f2a91bc-0", "3f2a91bc-7", "c0ffee00-0"]);
  for (const [index, beginning] of shown.entries()) {
    const { asked } = await cortexAlerts("show", beginning);
    assert.deepEqual(asked.at(-1), ["alerts.get", { id: alerts[index]?.id }]);
  }
});

Deno.test("shown ids differ, whatever the ids", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1 }), (ids) => {
    const length = idLength(ids);
    assert.ok(length >= 8);
    assert.equal(new Set(ids.map((id) => id.slice(0, length))).size, ids.length);
  }));
});

Deno.test("a whole id needs no list", async () => {
  const { asked } = await cortexAlerts("show", FIRST.toUpperCase());
  assert.deepEqual(asked, [["alerts.get", { id: FIRST }]]);
});

Deno.test("a beginning that fits none is not found, one that fits several is wrong usage", async () => {
  const none = await cortexAlerts("ack", "c0ff", "dead");
  assert.equal(none.exit, 5);
  assert.match(none.err, /Cannot find the alert "dead"/);
  const several = await cortexAlerts("ack", "c0ff", "3f2a");
  assert.equal(several.exit, 2);
  assert.match(several.err, /2 ids begin so/);
  for (const { asked } of [none, several]) assert.deepEqual(asked.map(([name]) => name), ["alerts.list"]);
});

Deno.test("each alert that is named is changed once, in order", async () => {
  const { asked, out, exit } = await cortexAlerts("dismiss", "c0ff", "3f2a91bc-7", "c0ffee");
  assert.equal(exit, 0);
  assert.deepEqual(asked.slice(1), [
    ["alerts.dismiss", { id: alerts[2]?.id }],
    ["alerts.dismiss", { id: alerts[1]?.id }],
  ]);
  assert.equal(out.match(/^Dismissed: /gm)?.length, 2);
});

Deno.test("--all takes filters, names do not, and something must be given", async () => {
  const all = await cortexAlerts("ack", "--all", "--category", "disk");
  assert.deepEqual([all.asked, all.out], [
    [["alerts.acknowledge_all", { category: "disk" }]],
    "Acknowledged 2 alerts\n",
  ]);
  assert.equal((await cortexAlerts("dismiss", "--all")).out, "Dismissed 1 alert\n");
  for (
    const args of [["ack"], ["ack", "--all", FIRST], ["ack", "--category", "disk", FIRST], [
      "ack",
      "--severity",
      "info",
    ]]
  ) {
    const { exit, connections } = await cortexAlerts(...args);
    assert.deepEqual([exit, connections], [2, []], args.join(" "));
  }
  assert.equal((await cortexAlerts("resolve", "--all")).exit, 2);
});

Deno.test("changes as JSON are the operations' answers, one document each", async () => {
  const { out } = await cortexAlerts("resolve", "c0ff", "--json");
  assert.deepEqual(JSON.parse(out), alert({ id: alerts[2]?.id ?? "", status: "resolved" }));
  assert.deepEqual(JSON.parse((await cortexAlerts("clear", "--json")).out), { count: 3 });
});

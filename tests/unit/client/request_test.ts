import assert from "node:assert/strict";
import fc from "fast-check";
import { httpCall } from "../../../src/client/request.ts";
import { ROUTES } from "../../../src/contract/wire.ts";

Deno.test("a query's data stands in its address, what is undefined nowhere", () => {
  const call = httpCall("alerts.list", ROUTES["alerts.list"], {
    open: true,
    limit: 5,
    subject: "/srv/a b&c",
    cursor: undefined,
  });
  assert.deepEqual(call, {
    method: "GET",
    target: "/v1/alerts?open=true&limit=5&subject=%2Fsrv%2Fa+b%26c",
    body: null,
  });
});

Deno.test("an action's data is its body, without what stands in the path", () => {
  assert.deepEqual(httpCall("alerts.acknowledge", ROUTES["alerts.acknowledge"], { id: "7", note: "x" }), {
    method: "POST",
    target: "/v1/alerts/7/acknowledge",
    body: '{"note":"x"}',
  });
  assert.equal(httpCall("daemon.reload", ROUTES["daemon.reload"], {}).body, "{}");
});

Deno.test("a missing part of the path, or one that leads elsewhere, is told without asking the daemon", () => {
  for (const id of [undefined, null, "", {}, ".", "..", "\ud800"]) {
    assert.throws(() => httpCall("alerts.get", ROUTES["alerts.get"], { id }), {
      code: "INVALID_PARAMS",
      message: 'Cannot call "alerts.get": the parameter "id" is missing or no name',
    });
  }
});

Deno.test("no id leads out of its place in the path", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."./%?#\\ aé\u{1f600}\ud800") }), (id) => {
    let target;
    try {
      target = httpCall("alerts.acknowledge", ROUTES["alerts.acknowledge"], { id }).target;
    } catch {
      return;
    }
    const url = new URL(`http://cortex${target}`);
    assert.equal(url.search + url.hash, "");
    assert.deepEqual(url.pathname.split("/").map(decodeURIComponent), [
      "",
      "v1",
      "alerts",
      id,
      "acknowledge",
    ]);
  }));
});

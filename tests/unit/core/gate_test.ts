import assert from "node:assert/strict";
import fc from "fast-check";
import { type Admission, Gate, type Place } from "../../../src/core/gate.ts";

const gateOf = (max_running: number, max_waiting: number) => new Gate(() => ({ max_running, max_waiting }));

function placeOf(admission: Admission): Place {
  assert(typeof admission === "object", `not a place: ${admission}`);
  return admission;
}

Deno.test("a gate lets so many in, so many wait, and refuses the rest at once", () => {
  const gate = gateOf(2, 1);
  assert.equal(gate.enter(), "entered");
  assert.equal(gate.enter(), "entered");
  placeOf(gate.enter());
  assert.equal(gate.enter(), "full");
  assert.deepEqual([gate.running, gate.waiting], [2, 1]);
});

Deno.test("the first in line goes in when somebody leaves", async () => {
  const gate = gateOf(1, 5);
  gate.enter();
  const order: number[] = [];
  const places = [1, 2, 3].map((number) => {
    const place = placeOf(gate.enter());
    return place.turn.then(() => {
      order.push(number);
      gate.exit();
    });
  });
  gate.exit();
  await Promise.all(places);
  assert.deepEqual(order, [1, 2, 3]);
  assert.deepEqual([gate.running, gate.waiting], [0, 0]);
});

Deno.test("a place that is given up costs nobody his turn", async () => {
  const gate = gateOf(1, 5);
  gate.enter();
  const first = placeOf(gate.enter());
  const second = placeOf(gate.enter());
  first.leave();
  gate.exit();
  await second.turn;
  assert.deepEqual([first.entered, second.entered], [false, true]);
});

Deno.test("a gate that closes sends the line away with the reason", async () => {
  const gate = gateOf(1, 5);
  gate.enter();
  const place = placeOf(gate.enter());
  gate.close(() => new Error("closing"));
  await assert.rejects(place.turn, { message: "closing" });
  assert.deepEqual([place.entered, gate.waiting, gate.running], [false, 0, 1]);
});

Deno.test("a higher limit takes hold at the next exit", () => {
  let max_running = 1;
  const gate = new Gate(() => ({ max_running, max_waiting: 9 }));
  gate.enter();
  const places = [1, 2, 3].map(() => placeOf(gate.enter()));
  max_running = 3;
  gate.exit();
  assert.deepEqual(places.map(({ entered }) => entered), [true, true, true]);
});

Deno.test("whatever comes and goes, never more are inside than may be, and nobody is forgotten", () => {
  const step = fc.oneof(fc.constant("enter"), fc.constant("exit"), fc.constant("leave"));
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
    const gate = gateOf(3, 4);
    const line: Place[] = [];
    let inside = 0;
    const settle = () => {
      while (line[0]?.entered === true) {
        line.shift();
        inside++;
      }
    };
    for (const step of steps) {
      if (step === "enter") {
        const admission = gate.enter();
        if (admission === "entered") inside++;
        else if (admission !== "full") line.push(admission);
        else assert.equal(line.length, 4);
      } else if (step === "exit" && inside > 0) {
        gate.exit();
        inside--;
      } else if (step === "leave") {
        line.pop()?.leave();
      }
      settle();
      assert.deepEqual([gate.running, gate.waiting], [inside, line.length]);
      assert(inside <= 3 && (inside === 3 || line.length === 0));
    }
  }));
});

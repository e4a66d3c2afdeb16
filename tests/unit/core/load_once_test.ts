import assert from "node:assert/strict";
import { loadOnce } from "../../../src/core/load_once.ts";

Deno.test("it is loaded at the first call, once, whoever asks meanwhile", async () => {
  let loads = 0;
  const part = loadOnce(() => Promise.resolve({ load: ++loads }));
  assert.equal(part.loaded(), null);
  const [one, other] = await Promise.all([part.get(), part.get()]);
  assert.equal(one, other);
  assert.equal(await part.get(), one);
  assert.equal(part.loaded(), one);
  assert.equal(loads, 1);
});

Deno.test("what could not be loaded is loaded anew by the next call", async () => {
  let loads = 0;
  const part = loadOnce(() => ++loads === 1 ? Promise.reject(new Error("gone")) : Promise.resolve("there"));
  await assert.rejects(part.get(), /gone/);
  assert.equal(part.loaded(), null);
  assert.equal(await part.get(), "there");
});

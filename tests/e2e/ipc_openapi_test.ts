import assert from "node:assert/strict";
import { Validator } from "openapi-validator";
import { OPERATIONS } from "../../src/contract/mod.ts";
import { httpClient, openSockets } from "./_ipc.ts";

Deno.test("the document is valid OpenAPI 3.1 and has every operation", async () => {
  await using sockets = await openSockets();
  using client = httpClient(sockets.http);
  const document = await (await fetch("http://192.0.2.1/openapi.json", { client })).json();
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  assert(valid, JSON.stringify(errors));
  assert.equal(validator.version, "3.1");
  for (const { name, http } of OPERATIONS) {
    assert.equal(document.paths[http.path][http.method.toLowerCase()].operationId, name);
  }
});

Deno.test("every reference of the document leads somewhere", async () => {
  await using sockets = await openSockets();
  using client = httpClient(sockets.http);
  const document = await (await fetch("http://192.0.2.1/openapi.json", { client })).json();
  const references: string[] = [];
  JSON.stringify(document, (key, value) => {
    if (key === "$ref") references.push(value);
    return value;
  });
  assert(references.length > 50);
  for (const reference of new Set(references)) {
    let place: unknown = document;
    for (const step of reference.replace("#/", "").split("/")) place = Reflect.get(Object(place), step);
    assert(place !== undefined, `${reference} leads nowhere`);
  }
});

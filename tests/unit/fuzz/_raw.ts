import assert from "node:assert/strict";
import fc from "fast-check";
import { OPERATIONS, wireName } from "../../../src/contract/mod.ts";
import { testDispatcher } from "../ipc/_app.ts";
import { connect } from "../ipc/_raw.ts";
import { uuid } from "../operations/memory_alerts.ts";
import { sampleInput } from "../operations/sample_input.ts";
import { mutated } from "./_mutate.ts";
import { fuzzTarget } from "./_target.ts";

const rpc = OPERATIONS.map(({ name }, id) =>
  JSON.stringify({ jsonrpc: "2.0", method: name, params: sampleInput(name), id }) + "\n"
);
const spacedrive = OPERATIONS.map((operation) => {
  const payload = sampleInput(operation.name);
  const [kind] = operation.kind === "action" ? ["Action"] : ["Query"];
  return JSON.stringify({ [kind]: { method: wireName(operation), payload } }) + "\n";
});
const cortexd = ["ping", "health", "status", "version", "alerts", "alerts.get", "alerts.ack", "config.get"]
  .map((method) => JSON.stringify({ method, params: { uuid: uuid(1), limit: 5 } }));
const goxel = ['{"command":"status"}', '{"method":"health_check"}'];
const words = [
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  ":",
  ",",
  "\n",
  "\n\n",
  " ",
  "null",
  '"id":1',
  '"jsonrpc":"2.0"',
  '"method":"daemon.ping"',
  '"params":[]',
  "\\u0000",
  "\\ud800",
  "\xff",
  "GET / HTTP/1.1\r\n",
  "{".repeat(300),
  "[1,".repeat(200),
];

const dispatcher = testDispatcher();
const pieces = fc.array(mutated([...rpc, ...spacedrive, ...cortexd, ...goxel], words), {
  minLength: 1,
  maxLength: 4,
});

/** Whatever bytes come in on the raw socket: JSON goes out, the connection ends, and nothing inside fails. */
export const raw = fuzzTarget("raw socket", pieces, async (sent) => {
  const { client, connection, done } = connect({}, dispatcher);
  for (const bytes of sent) client.send(bytes);
  client.end();
  const late = setTimeout(() => connection.close(), 500);
  await done;
  clearTimeout(late);
  assert(client.closed);
  for (const line of client.got.split("\n")) if (line !== "") JSON.parse(line);
  assert(!/"code":\s*(-32603|"INTERNAL")/.test(client.got), client.got);
});

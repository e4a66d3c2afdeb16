import assert from "node:assert/strict";
import { toFault } from "../../../src/client/faults.ts";

/** What fetch of Deno 2.9 throws: a TypeError with the cause's text. */
const failed = (text: string) =>
  new TypeError("fetch failed", {
    cause: new Error(`error sending request for url (http://192.0.2.1/v1/ping): ${text}`),
  });
const codeOf = (thrown: unknown) => toFault(thrown, "daemon.ping", "/run/x.sock").code;

Deno.test("faults of connecting are told apart by their number", () => {
  assert.equal(
    codeOf(failed("client error (Connect): No such file or directory (os error 2)")),
    "SOCKET_NOT_FOUND",
  );
  assert.equal(codeOf(failed("client error (Connect): Not a directory (os error 20)")), "SOCKET_NOT_FOUND");
  assert.equal(codeOf(failed("client error (Connect): Permission denied (os error 13)")), "SOCKET_DENIED");
  assert.equal(
    codeOf(failed("client error (Connect): Connection refused (os error 111)")),
    "CONNECTION_REFUSED",
  );
  assert.equal(codeOf(failed("client error (Connect): a new wording")), "CONNECTION_REFUSED");
});

/** What fetch of undici throws: a TypeError with the system's error. */
const nodeFailed = (error: object) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(), error) });

Deno.test("Node tells faults by the name of the error and the system call", () => {
  const connecting = (code: string) => codeOf(nodeFailed({ code, syscall: "connect" }));
  assert.equal(connecting("ENOENT"), "SOCKET_NOT_FOUND");
  assert.equal(connecting("EACCES"), "SOCKET_DENIED");
  assert.equal(connecting("ECONNREFUSED"), "CONNECTION_REFUSED");
  assert.equal(connecting("EAGAIN"), "CONNECTION_REFUSED");
  assert.equal(codeOf(nodeFailed({ code: "ECONNRESET", syscall: "read" })), "CONNECTION_LOST");
  assert.equal(codeOf(nodeFailed({ code: "UND_ERR_SOCKET" })), "CONNECTION_LOST");
  assert.equal(codeOf(nodeFailed({ code: "HPE_INVALID_CONSTANT" })), "BAD_REPLY");
});

Deno.test("what is not understood is a lost connection: an action is not repeated after it", () => {
  assert.equal(
    codeOf(failed("client error (SendRequest): connection closed before message completed")),
    "CONNECTION_LOST",
  );
  assert.equal(codeOf(new TypeError("error reading a body from connection")), "CONNECTION_LOST");
  assert.equal(codeOf("?"), "CONNECTION_LOST");
});

Deno.test("something else than HTTP is a bad reply", () => {
  assert.equal(codeOf(failed("client error (SendRequest): invalid HTTP version parsed")), "BAD_REPLY");
});

Deno.test("a missing permission names its flags", () => {
  const fault = toFault(new Deno.errors.NotCapable("Requires net access"), "daemon.ping", "/run/x.sock");
  assert.equal(fault.code, "SOCKET_DENIED");
  assert.match(
    fault.message,
    /--allow-net=192.0.2.1:80,unix:\/run\/x\.sock --allow-read=\/run\/x\.sock --allow-write=/,
  );
});

import assert from "node:assert/strict";
import { quoted } from "../../../cli/commands/doctor/check.ts";
import { CHECKS } from "../../../cli/commands/doctor/checks.ts";
import { render } from "../../../cli/commands/doctor.ts";

Deno.test("every check has a name of its own", () => {
  assert.equal(new Set(CHECKS.map(({ name }) => name)).size, CHECKS.length);
  assert.ok(CHECKS.length >= 11);
});

Deno.test("a path is one word of the shell, whatever is in it", () => {
  assert.equal(quoted("/run/cortex/http.sock"), "/run/cortex/http.sock");
  assert.equal(quoted("/tmp/it's $(here)"), "'/tmp/it'\\''s $(here)'");
});

Deno.test("commands are printed whole below what they mend, however narrow the terminal", () => {
  const view = { columns: 20, color: false, now: 0 };
  const text = render([
    { check: "deno", state: "ok", message: "Deno 2.9.6", mend: [] },
    {
      check: "socket",
      state: "wrong",
      message: "Nobody listens",
      mend: ["rm /run/cortex/http.sock", "start"],
    },
  ], view);
  assert.equal(
    text,
    [
      "ok       deno    Deno 2.9.6",
      "wrong    socket  Nobody listens",
      "         $ rm /run/cortex/http.sock",
      "         $ start",
      "",
      "1 thing is wrong",
      "",
    ].join("\n"),
  );
  assert.match(render([{ check: "deno", state: "ok", message: "", mend: [] }], view), /Nothing is wrong/);
});

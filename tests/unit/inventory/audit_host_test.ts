import assert from "node:assert/strict";
import { auditHost } from "../../../src/inventory/audit_host.ts";
import { feedPath } from "../../../src/inventory/feed_files.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { statusText } from "../packages/_status.ts";

Deno.test("audit: a feed that goes while it is looked at is named, and the others count", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const releases = { bookworm: { status: "open", urgency: "low" } };
    Deno.writeTextFileSync(`${folder}/one`, JSON.stringify({ vim: { "CVE-1": { releases } } }));
    const one = feedPath(`${folder}/one`, "one");
    const gone = { ...one, name: "gone", path: `${folder}/gone`, taken_at_ms: one.taken_at_ms + 1 };
    const host = memoryFiles({ "/var/lib/dpkg/status": statusText([{ name: "vim", version: "1" }]) });
    const { in_force, findings, problems } = await auditHost(host, [gone, one], "bookworm");
    assert.deepEqual([in_force, findings.map(({ id }) => id)], ["one", ["CVE-1"]]);
    assert.deepEqual(problems, [{ file: "gone", line: 0, reason: "it has gone" }]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

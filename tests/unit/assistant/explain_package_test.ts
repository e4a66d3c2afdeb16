import assert from "node:assert/strict";
import { createAssistant } from "../../../src/assistant/mod.ts";
import { assertGrounded, call, clock, said, sourcesOf } from "./_sources.ts";

const explain = (sources: ReturnType<typeof sourcesOf>) =>
  createAssistant(sources, clock).explain({ subject: "vim", model: false }, call);

Deno.test("a package is explained: versions, why it is there, vulnerabilities", async () => {
  const reply = await explain(sourcesOf());
  assertGrounded(reply.summary, reply);
  assert.deepEqual(said(reply).slice(0, 4), [
    '"vim" is described as "Vi IMproved - enhanced vi editor". Version 2:9.0 is installed and takes 3.6 MiB. ' +
    "An upgrade would bring 2:9.1.",
    'It is there because "editors" wants "vim".',
    '"vim" was upgraded from 2:8.2 to 2:9.0 at 2026-11-21 12:00 UTC by "apt-get upgrade" of "alice".',
    'It has 1 known vulnerability: "CVE-2026-1" of severity high, fixed in 2:9.0-1.',
  ]);
});

Deno.test("why a package is there: by hand, as a part of every system, for others, or for nothing", async () => {
  const sources = sourcesOf();
  const known = await sources.packages.why({ name: "vim" }, call);
  const reason = async (changes: Partial<typeof known>) => {
    const packages = { ...sources.packages, why: () => ({ ...known, chain: [], ...changes }) };
    return said(await explain({ ...sources, packages }))[1];
  };
  assert.equal(await reason({ reason: "manual" }), 'Somebody asked for "vim".');
  assert.equal(await reason({ reason: "essential" }), 'No system is without "vim".');
  assert.equal(await reason({ reason: "none" }), 'Nothing that is installed wants "vim".');
});

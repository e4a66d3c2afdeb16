import assert from "node:assert/strict";
import { FeedError } from "../../../src/security/feed_error.ts";
import type { Advisory } from "../../../src/security/advisory.ts";
import { suiteNames, suiteOf } from "../../../src/security/suites.ts";
import { readFeed } from "../../../src/security/feeds/read_feed.ts";
import { unpacked } from "../../../src/security/unpack.ts";
import { chunks, format, read } from "./_chunks.ts";

/** What of an advisory the cases below look at. */
function brief({ id, package: name, judgement, introduced, fixed, fix_available, severity }: Advisory) {
  return [id, name, judgement, introduced, fixed, fix_available, severity];
}

const said = (status: string, more: object = {}) => ({ status, urgency: "not yet assigned", ...more });
const TRACKER = JSON.stringify(
  {
    curl: {
      "CVE-1": { releases: { bookworm: said("resolved", { fixed_version: "2", urgency: "high**" }) } },
      "CVE-2": { releases: { bookworm: said("resolved", { fixed_version: "0" }) } },
      "CVE-3": {
        releases: { bookworm: said("open", { nodsa: "minor", nodsa_reason: "ignored", urgency: "low" }) },
      },
      "CVE-4": { releases: { bookworm: said("open", { nodsa: "minor", nodsa_reason: "postponed" }) } },
      "CVE-5": { releases: { bookworm: said("open", { urgency: "unimportant" }) } },
      "CVE-6": { releases: { bookworm: said("undetermined") } },
      "CVE-7": { releases: { trixie: said("open") } },
      "TEMP-1": { releases: { bookworm: said("open", { urgency: "end-of-life" }) } },
    },
    zlib: {
      "CVE-8": {
        releases: { bookworm: said("resolved", { fixed_version: "3", repositories: { bookworm: "2" } }) },
      },
      "CVE-9": {
        releases: {
          bookworm: said("resolved", { fixed_version: "3", repositories: { a: "2", b: "3+deb12u1" } }),
        },
      },
    },
  },
  null,
  1,
);

Deno.test("tracker: each status of the suite at hand", async () => {
  assert.deepEqual((await read("debian-tracker", TRACKER, "bookworm")).map(brief), [
    ["CVE-1", "curl", "vulnerable", null, "2", true, "high"],
    ["CVE-2", "curl", "not_affected", null, "0", true, "unknown"],
    ["CVE-3", "curl", "ignored", null, null, false, "low"],
    ["CVE-4", "curl", "vulnerable", null, null, false, "unknown"],
    ["CVE-5", "curl", "unimportant", null, null, false, "unknown"],
    ["CVE-6", "curl", "undetermined", null, null, false, "unknown"],
    ["TEMP-1", "curl", "vulnerable", null, null, false, "unknown"],
    ["CVE-8", "zlib", "vulnerable", null, "3", false, "unknown"],
    ["CVE-9", "zlib", "vulnerable", null, "3", true, "unknown"],
  ]);
});

Deno.test("feeds: only what they say of the packages wanted is kept, the rest is counted", async () => {
  for (const text of [TRACKER, DEBSECAN]) {
    const of = (wanted: (name: string) => boolean) =>
      readFeed(chunks(text), { file: "/feed", suite: "bookworm", wanted });
    const whole = await of(() => true);
    const one = await of((name) => name === whole.advisories[0]?.package);
    assert.deepEqual([one.entries, whole.entries], [whole.entries, whole.advisories.length]);
    assert.deepEqual([...new Set(one.advisories.map((found) => found.package))], [
      whole.advisories[0]?.package,
    ]);
    assert.ok(one.advisories.length < whole.advisories.length);
    assert.deepEqual((await of(() => false)).advisories, []);
  }
});

Deno.test("tracker: an entry of another shape names the line", async () => {
  for (
    const bad of [
      '{"a":{"CVE-1":\n[]}}',
      '{"a":{"CVE-1":\n{"releases":{"bookworm":{}}}}}',
      '{"a":{"CVE-1":\n{}}}',
    ]
  ) {
    await assert.rejects(read("debian-tracker", bad, "bookworm"), (error) => {
      assert.ok(error instanceof FeedError);
      assert.equal(error.line, 2, bad);
      return true;
    });
  }
});

const DEBSECAN = `VERSION 1
CVE-1,,first
CVE-2,,with, commas

curl,0,SH?F,7.88.1-10+deb12u5,
curl,1,S R ,8.0-1,7.88.1-10+deb12u5 7.74.0-1.3+deb11u9
zlib1g,1,BL? ,,

curl,curl libcurl4
`;

Deno.test("debsecan: rows of sources and of packages, with their flags", async () => {
  const found = await read("debsecan", DEBSECAN, "bookworm");
  assert.deepEqual(found.map(brief), [
    ["CVE-1", "curl", "vulnerable", null, "7.88.1-10+deb12u5", true, "high"],
    ["CVE-2", "curl", "vulnerable", null, "8.0-1", false, "unknown"],
    ["CVE-2", "zlib1g", "vulnerable", null, null, false, "low"],
  ]);
  assert.deepEqual(found.map((one) => [one.of, one.also_fixed]), [
    ["source", []],
    ["source", ["7.88.1-10+deb12u5", "7.74.0-1.3+deb11u9"]],
    ["binary", []],
  ]);
});

Deno.test("debsecan: a bad row names the line; a cut file is no feed", async () => {
  const cases: readonly (readonly [string, number])[] = [
    ["VERSION 2\n", 1],
    [DEBSECAN.replace("curl,0,", "curl,9,"), 5],
    [DEBSECAN.replace("SH?F", "XH?F"), 5],
    [DEBSECAN.slice(0, DEBSECAN.indexOf("zlib1g")), 0],
    ["", 0],
  ];
  for (const [text, line] of cases) {
    await assert.rejects(read("debsecan", text, "bookworm"), (error) => {
      assert.ok(error instanceof FeedError, String(error));
      assert.equal(error.line, line, text);
      return true;
    });
  }
});

const record = (id: string, affected: object, more: object = {}) => ({
  id,
  modified: "2026-01-01T00:00:00Z",
  affected: [{ package: { ecosystem: "Debian:12", name: "curl" }, ...affected }],
  ...more,
});
const range = (...events: object[]) => ({ ranges: [{ type: "ECOSYSTEM", events }] });

Deno.test("osv: ranges, open ends, last affected, lists of versions, other ecosystems, withdrawn", async () => {
  const records = [
    record("DEBIAN-CVE-2024-1", range({ introduced: "0" }, { fixed: "2" })),
    record("DEBIAN-CVE-2024-2", range({ introduced: "3" }), { database_specific: { severity: "HIGH" } }),
    record("DSA-1-1", range({ introduced: "0" }, { fixed: "2" }, { introduced: "5" }, { fixed: "6" }), {
      upstream: ["CVE-2024-3", "CVE-2024-4"],
    }),
    record("USN-1", range({ introduced: "1" }, { last_affected: "4" }), { aliases: ["CVE-2024-5"] }),
    record("X-1", { versions: ["1", "2"], ecosystem_specific: { urgency: "unimportant" } }),
    record("X-2", range({ introduced: "0" }), { withdrawn: "2026-01-01T00:00:00Z" }),
    record("X-3", { package: { ecosystem: "Debian:11", name: "curl" }, ...range({ introduced: "0" }) }),
    record("X-4", {}, { severity: [{ type: "Ubuntu", score: "low" }] }),
  ];
  const expected = [
    ["CVE-2024-1", "curl", "vulnerable", null, "2", true, "unknown"],
    ["CVE-2024-2", "curl", "vulnerable", "3", null, false, "high"],
    ["DSA-1-1", "curl", "vulnerable", null, "2", true, "unknown"],
    ["DSA-1-1", "curl", "vulnerable", "5", "6", true, "unknown"],
    ["CVE-2024-5", "curl", "vulnerable", "1", null, false, "unknown"],
    ["X-1", "curl", "unimportant", null, null, false, "unknown"],
    ["X-4", "curl", "vulnerable", null, null, false, "low"],
  ];
  for (const text of [JSON.stringify(records), records.map((one) => JSON.stringify(one)).join("\n")]) {
    const found = await read("osv", text, "Debian:12");
    assert.deepEqual(found.map(brief), expected);
    assert.deepEqual(found.flatMap(({ only }) => only === null ? [] : [only]), [{ last: "4" }, {
      versions: ["1", "2"],
    }]);
  }
});

Deno.test("arch: groups of packages and issues, each status", async () => {
  const group = (status: string, more: object = {}) => ({
    name: "AVG-1",
    packages: ["curl", "lib32-curl"],
    status,
    severity: "Critical",
    affected: "8.0-1",
    fixed: "8.1-1",
    issues: ["CVE-1", "CVE-2"],
    ...more,
  });
  const groups = [
    group("Fixed"),
    group("Vulnerable", { packages: ["a"], fixed: null, issues: [], severity: "Medium" }),
    group("Not affected", { packages: ["b"], issues: ["CVE-3"] }),
    group("Unknown", { packages: ["c"], issues: ["CVE-4"], fixed: null }),
    group("Testing", { packages: ["d"], issues: ["CVE-5"] }),
  ];
  assert.deepEqual((await read("arch", JSON.stringify(groups), "")).map(brief), [
    ["CVE-1", "curl", "vulnerable", null, "8.1-1", true, "critical"],
    ["CVE-2", "curl", "vulnerable", null, "8.1-1", true, "critical"],
    ["CVE-1", "lib32-curl", "vulnerable", null, "8.1-1", true, "critical"],
    ["CVE-2", "lib32-curl", "vulnerable", null, "8.1-1", true, "critical"],
    ["AVG-1", "a", "vulnerable", null, null, false, "medium"],
    ["CVE-3", "b", "not_affected", null, "8.1-1", false, "critical"],
    ["CVE-4", "c", "undetermined", null, null, false, "critical"],
    ["CVE-5", "d", "vulnerable", null, "8.1-1", false, "critical"],
  ]);
  await assert.rejects(read("arch", JSON.stringify([group("Odd")]), ""), FeedError);
  const many = Array.from({ length: 400 }, (_, index) => `${index}`);
  await assert.rejects(
    read("arch", JSON.stringify([group("Fixed", { packages: many, issues: many })]), ""),
    /AVG-1: more than 100000 issues of packages/,
  );
});

/** A text, packed. */
async function pack(text: string, packing: "gzip" | "deflate"): Promise<Uint8Array> {
  const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream(packing)));
  return new Uint8Array(await packed.arrayBuffer());
}

Deno.test("feeds: packed by gzip or zlib, or not at all", async () => {
  for (const packing of ["gzip", "deflate"] as const) {
    const bytes = await pack(DEBSECAN, packing);
    const found = await format("debsecan").read(unpacked(chunks(bytes, 1)), {
      file: "/feed",
      suite: "bookworm",
    });
    assert.equal(found.length, 3, packing);
  }
  assert.equal(
    (await format("debsecan").read(unpacked(chunks(DEBSECAN)), { file: "/feed", suite: "" })).length,
    3,
  );
});

Deno.test("feeds: each format is told by how it begins", async () => {
  const osv_record = JSON.stringify(record("DEBIAN-CVE-2024-1", range({ introduced: "0" })), null, 2);
  const group = {
    name: "AVG-1",
    packages: ["curl"],
    status: "Vulnerable",
    severity: "Low",
    affected: "8.0-1",
    fixed: null,
    issues: [],
  };
  for (
    const [name, text, suite] of [
      ["debian-tracker", TRACKER, "bookworm"],
      ["debsecan", DEBSECAN, "bookworm"],
      ["osv", osv_record, "Debian:12"],
      ["osv", `{"details": "${"long ".repeat(4_000)}", ${osv_record.slice(1)}`, "Debian:12"],
      ["osv", `[\n${osv_record}\n]`, "Debian:12"],
      ["arch", JSON.stringify([group]), ""],
    ] as const
  ) {
    const found = await readFeed(chunks(await pack(text, "gzip")), { file: "/feed", suite });
    assert.equal(found.format.name, name);
    assert.ok(found.advisories.length > 0, name);
  }
});

Deno.test("feeds: of no known format, or with a damaged packing, they are refused", async () => {
  const packed = await pack(DEBSECAN, "gzip");
  for (const bad of ["", "<html>", "{}", "[]", '"text"', packed.subarray(0, 40)]) {
    await assert.rejects(readFeed(chunks(bad), { file: "/feed", suite: "bookworm" }), FeedError, String(bad));
  }
});

Deno.test("feeds: a packing that is damaged, cut, or followed by something says so", async () => {
  const packed = await pack(DEBSECAN, "gzip");
  for (const bad of [packed.subarray(0, -4), new Uint8Array([...packed, 1, 2, 3])]) {
    await assert.rejects(
      readFeed(chunks(bad), { file: "/feed", suite: "bookworm" }),
      /Cannot read feed "\/feed": its gzip data is damaged or cut, or something follows it/,
    );
  }
});

Deno.test("debsecan: a file that is called by another release is not taken for this one's", async () => {
  const feed = (file: string, suite: string) => readFeed(chunks(DEBSECAN), { file, suite });
  for (const file of ["trixie", "trixie.txt", "noble.gz"]) {
    await assert.rejects(feed(file, "bookworm"), /it is of the release "(trixie|noble)", not of "bookworm"/);
  }
  for (const file of ["bookworm", "GENERIC", "debsecan", "my-feed.txt"]) {
    assert.equal((await feed(file, "Debian:12")).advisories.length, 3, file);
  }
});

Deno.test("suites: every name of a release is as good as another", async () => {
  assert.deepEqual(suiteNames("Debian:12"), ["bookworm", "Debian:12"]);
  assert.deepEqual(suiteNames("Ubuntu:24.04"), ["noble", "Ubuntu:24.04:LTS", "Ubuntu:24.04"]);
  assert.deepEqual(suiteNames("sid"), ["sid"]);
  assert.deepEqual(suiteNames("resolute"), ["resolute", "Ubuntu:26.04:LTS"]);
  assert.equal((await read("debian-tracker", TRACKER, "Debian:12")).length, 9);
  const affected = [{ package: { name: "curl", ecosystem: "Ubuntu:24.04:LTS" }, versions: ["1"] }];
  assert.equal((await read("osv", JSON.stringify([{ id: "USN-1", affected }]), "noble")).length, 1);
});

Deno.test("suites: a host's own is its codename, else distribution and version", () => {
  assert.equal(suiteOf('ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n'), "bookworm");
  assert.equal(suiteOf("ID=ubuntu\nVERSION_ID='24.04'\n"), "Ubuntu:24.04");
  assert.equal(suiteOf("ID=linuxmint\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n"), "noble");
  assert.equal(suiteOf("ID=linuxmint\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm\n"), "bookworm");
  assert.equal(suiteOf("NAME=Arch\nID=arch\n"), "arch");
  assert.equal(suiteOf("nothing"), null);
});

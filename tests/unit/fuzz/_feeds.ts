import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { FeedError, match, readFeed } from "../../../src/security/mod.ts";
import { chunks } from "../security/_chunks.ts";
import { assertTyped, fuzzTarget } from "./_target.ts";
import { mutated } from "./_mutate.ts";

const said = (status: string, more: object = {}) => ({ status, urgency: "not yet assigned", ...more });
const tracker = JSON.stringify({
  curl: {
    "CVE-2024-1": { releases: { bookworm: said("resolved", { fixed_version: "2", urgency: "high**" }) } },
    "CVE-2024-2": {
      releases: { bookworm: said("open", { nodsa: "minor", nodsa_reason: "ignored" }), trixie: said("open") },
    },
  },
  zlib: {
    "CVE-3": {
      releases: { bookworm: said("resolved", { fixed_version: "3", repositories: { bookworm: "2" } }) },
    },
  },
});
const osv = JSON.stringify([{
  id: "DEBIAN-CVE-2024-1",
  modified: "2026-01-01T00:00:00Z",
  affected: [{
    package: { ecosystem: "Debian:12", name: "curl" },
    ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "2" }] }],
    versions: ["1", "2"],
  }],
}]);
const arch = JSON.stringify([{
  name: "AVG-1",
  packages: ["curl"],
  status: "Fixed",
  severity: "Critical",
  affected: "8.0-1",
  fixed: "8.1-1",
  issues: ["CVE-1"],
}]);
const debsecan =
  "VERSION 1\nCVE-1,,first\n\ncurl,0,SH?F,7.88.1-10+deb12u5,\nzlib1g,0,BL? ,,\n\ncurl,curl libcurl4\n";
const words = [
  "{",
  "}",
  "[",
  "]",
  '"',
  ":",
  ",",
  "\\",
  "\\u",
  "null",
  "0",
  "-",
  "true",
  '"releases":',
  '"status":"open"',
  '"fixed_version":""',
  '"__proto__":{}',
  "\n",
  "VERSION 1\n",
  "\0",
  "\xff",
  "[".repeat(70),
  "{".repeat(70),
  '"curl":',
];

const feeds = fc.tuple(
  fc.oneof(
    { arbitrary: mutated([tracker, osv, arch, debsecan], words), weight: 9 },
    { arbitrary: mutated([gzipSync(tracker)], words), weight: 1 },
  ),
  fc.constantFrom(1, 7, 4096),
);
const installed = ["curl", "zlib1g"].map((name) => ({
  name,
  architecture: "amd64",
  version: "1:7.88",
  source: { name, version: "7.88" },
}));

/** Whatever stands in a feed: advisories that can be matched, or an error that names file and line. */
export const feed_files = fuzzTarget("security feeds", feeds, async ([bytes, size]) => {
  try {
    const { format, advisories } = await readFeed(chunks(bytes, size), { file: "/feed", suite: "bookworm" });
    match(installed, advisories, { compare: format.compare });
  } catch (error) {
    assertTyped(error, FeedError);
  }
});

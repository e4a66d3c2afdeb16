import assert from "node:assert/strict";
import { compareDpkgVersions, comparePacmanVersions } from "../../../src/versions/mod.ts";
import { type Advisory, plainAdvisory } from "../../../src/security/advisory.ts";
import { summarize } from "../../../src/security/summary.ts";
import { type AuditedPackage, match } from "../../../src/security/match.ts";

/** A package whose source has another name, and a version of its own where one is given. */
function installed(version: string, source_version = version): AuditedPackage {
  return { name: "libcurl4", version, source: { name: "curl", version: source_version } };
}

function advisory(more: Partial<Advisory>): Advisory {
  return { ...plainAdvisory("CVE-1", "curl", "source"), fix_available: true, ...more };
}

/** Verdict and fix for one package and one advisory. */
function verdict(found: AuditedPackage, more: Partial<Advisory>) {
  const [finding] = match([found], [advisory(more)], { compare: compareDpkgVersions, all: true });
  return finding === undefined ? undefined : [finding.verdict, finding.fixed_version];
}

Deno.test("match: by the version of the source, not that of the package", () => {
  assert.deepEqual(verdict(installed("9:1.0-1", "1.0-1"), { fixed: "1.0-2" }), ["fixable", "1.0-2"]);
  assert.deepEqual(verdict(installed("1.0-2"), { fixed: "1.0-2" }), ["not_affected", null]);
});

Deno.test("match: a binary rebuild has the source's version, and stays below the fix without one", () => {
  assert.deepEqual(verdict(installed("1.0-1+b3", "1.0-1"), { fixed: "1.0-1+deb12u1" }), [
    "fixable",
    "1.0-1+deb12u1",
  ]);
  assert.deepEqual(verdict(installed("1.0-2+b3", "1.0-2"), { fixed: "1.0-2" }), ["not_affected", null]);
});

Deno.test("match: a rebuild of the administrator's has what its base has", () => {
  assert.deepEqual(verdict(installed("1.0-2+local1"), { fixed: "1.0-2" }), ["not_affected", null]);
  assert.deepEqual(verdict(installed("1.0-1+local1"), { fixed: "1.0-2" }), ["fixable", "1.0-2"]);
  const backport = { fixed: "2.0-1", also_fixed: ["1.0-1+deb12u2"] };
  assert.deepEqual(verdict(installed("1.0-1+deb12u2+local1"), backport), ["not_affected", null]);
  assert.deepEqual(verdict(installed("1.0-1+deb12u1+local1"), backport), ["fixable", "1.0-1+deb12u2"]);
});

Deno.test("match: each judgement, where the version is affected and where it is not", () => {
  for (const judgement of ["undetermined", "unimportant", "ignored"] as const) {
    assert.equal(verdict(installed("1"), { judgement, fixed: "2" })?.[0], judgement);
    assert.equal(verdict(installed("2"), { judgement, fixed: "2" })?.[0], "not_affected");
  }
  assert.deepEqual(verdict(installed("1"), { judgement: "not_affected", fixed: "2" }), [
    "not_affected",
    null,
  ]);
  assert.deepEqual(verdict(installed("1"), { fixed: "0" }), ["not_affected", null]);
});

Deno.test("match: without a fix, or with one that this release does not have yet", () => {
  assert.deepEqual(verdict(installed("1"), { fix_available: false }), ["unfixed", null]);
  assert.deepEqual(verdict(installed("1"), { fix_available: false, fixed: "2" }), ["unfixed", "2"]);
});

Deno.test("match: ranges: before the fault came, between, the last one affected, only some", () => {
  const between = { introduced: "2", fixed: "4" };
  assert.deepEqual(["1", "2", "3", "4"].map((version) => verdict(installed(version), between)?.[0]), [
    "not_affected",
    "fixable",
    "fixable",
    "not_affected",
  ]);
  const last = { only: { last: "3" }, fix_available: false };
  assert.deepEqual(["3", "3.1"].map((version) => verdict(installed(version), last)?.[0]), [
    "unfixed",
    "not_affected",
  ]);
  const some = { only: { versions: ["1.0", "3"] }, fix_available: false };
  assert.deepEqual(["1.00", "2"].map((version) => verdict(installed(version), some)?.[0]), [
    "unfixed",
    "not_affected",
  ]);
});

Deno.test("match: of several ranges of one vulnerability the one that affects counts, once", () => {
  const ranges = [advisory({ fixed: "2" }), advisory({ introduced: "5", fixed: "6" })];
  const verdicts = (version: string) =>
    match([installed(version)], ranges, { compare: compareDpkgVersions, all: true }).map((found) =>
      found.verdict
    );
  assert.deepEqual(["1", "3", "5", "6"].map(verdicts), [["fixable"], ["not_affected"], ["fixable"], [
    "not_affected",
  ]]);
});

Deno.test("match: names of packages and of sources are kept apart; unknown ones match nothing", () => {
  const about = { compare: compareDpkgVersions };
  assert.equal(match([installed("1")], [plainAdvisory("CVE-1", "libcurl4", "source")], about).length, 0);
  assert.equal(match([installed("1")], [plainAdvisory("CVE-1", "libcurl4", "binary")], about).length, 1);
  assert.equal(match([installed("1")], [plainAdvisory("CVE-1", "curl", "binary")], about).length, 0);
});

Deno.test("match: a version that cannot be compared is undetermined, never safe", () => {
  assert.deepEqual(verdict(installed("1.0-"), { fixed: "2" }), ["undetermined", null]);
  assert.deepEqual(verdict(installed("1.0-"), { fixed: "0", judgement: "not_affected" }), [
    "not_affected",
    null,
  ]);
});

Deno.test("match: not affected is left out unless asked for; the comparison is the distribution's", () => {
  const package_ = { name: "curl", version: "1.0rc-1", source: { name: "curl", version: "1.0rc-1" } };
  const about = [{ ...plainAdvisory("CVE-1", "curl", "binary"), fixed: "1.0-1", fix_available: true }];
  assert.equal(match([package_], about, { compare: comparePacmanVersions }).length, 1);
  assert.equal(match([package_], about, { compare: compareDpkgVersions }).length, 0);
  assert.equal(match([package_], about, { compare: compareDpkgVersions, all: true }).length, 1);
});

const ADVISORIES = [
  advisory({ fixed: "2", severity: "high" }),
  advisory({ id: "CVE-2", judgement: "ignored" }),
  advisory({ id: "CVE-3", fixed: "1" }),
];

Deno.test("audit: a finding has the fixed form", () => {
  assert.deepEqual(match([installed("1")], ADVISORIES, { compare: compareDpkgVersions })[0], {
    package: "libcurl4",
    version: "1",
    source: "curl",
    id: "CVE-1",
    verdict: "fixable",
    fixed_version: "2",
    severity: "high",
  });
});

Deno.test("audit: the summary counts each vulnerability once, by what can be done, and not what is safe", () => {
  const twins = [installed("1"), { ...installed("1"), name: "curl" }];
  const { by_severity, by_verdict, ...counts } = summarize(
    match(twins, ADVISORIES, { compare: compareDpkgVersions, all: true }),
  );
  assert.deepEqual(counts, { packages: 2, vulnerabilities: 2, fixable: 1 });
  assert.deepEqual(by_verdict, { fixable: 2, unfixed: 0, undetermined: 0, unimportant: 0, ignored: 2 });
  assert.deepEqual(by_severity.high, { fixable: 2, unfixed: 0 });
  assert.deepEqual(by_severity.unknown, { fixable: 0, unfixed: 0 });
});

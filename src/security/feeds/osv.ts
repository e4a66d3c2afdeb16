import { compareDpkgVersions } from "../../versions/mod.ts";
import { type Advisory, type FeedFormat, type FeedOptions, plainAdvisory, severityOf } from "../advisory.ts";
import { JsonSplitter } from "../json_splitter.ts";
import { suiteNames } from "../suites.ts";
import { collect } from "./_collect.ts";
import { asObject, asText, isObject, type JsonObject, objects, text, texts } from "./_values.ts";

/**
 * OSV records (ossf.github.io/osv-schema) of Debian's and Ubuntu's ecosystems: one, a list of them, or one after the
 * other, as in the archives that OSV publishes. The ecosystem is the suite: `Debian:12`, `Ubuntu:22.04:LTS`; Ubuntu's
 * `:Pro` ones are others.
 */
export const osv: FeedFormat = {
  name: "osv",
  compare: compareDpkgVersions,
  recognises: (beginning) =>
    /^\[?\s*\{/.test(beginning) && /"schema_version"\s*:|"affected"\s*:\s*\[/.test(beginning),
  async read(chunks, options) {
    const advisories: Advisory[] = [];
    const names = suiteNames(options.suite);
    const splitter = new JsonSplitter({
      file: options.file,
      depth: "elements",
      accept(_path, value, line) {
        const record = asObject(value, options.file, line, "a record");
        collect(advisories, advisoriesOf(record, names, options, line), options);
      },
    });
    for await (const chunk of chunks) splitter.push(chunk);
    splitter.end();
    return advisories;
  },
};

function advisoriesOf(
  record: JsonObject,
  suites: readonly string[],
  options: FeedOptions,
  line: number,
): Advisory[] {
  const id = asText(record.id, options.file, line, "id");
  if (text(record.withdrawn) !== null) return [];
  return objects(record.affected).flatMap((affected) => {
    const about = isObject(affected.package) ? affected.package : {};
    const name = text(about.name);
    const ecosystem = text(about.ecosystem);
    if (name === null || ecosystem === null || !suites.includes(ecosystem)) return [];
    const urgency = urgencyOf(record, affected);
    const base: Advisory = {
      ...plainAdvisory(cveOf(id, record), name, "source"),
      judgement: urgency === "unimportant" ? "unimportant" : "vulnerable",
      severity: severityOf(urgency),
    };
    const ranges = objects(affected.ranges).filter((range) => range.type === "ECOSYSTEM")
      .flatMap((range) => rangesOf(range, base));
    if (ranges.length > 0) return ranges;
    const versions = texts(affected.versions);
    return versions.length === 0 ? [base] : [{ ...base, only: { versions } }];
  });
}

/** The CVE that a distribution's own record is of, where it is of one alone; else its own id. */
function cveOf(id: string, record: JsonObject): string {
  const own = /^[A-Z]+-(CVE-[0-9]+-[0-9]+)$/.exec(id)?.[1];
  if (own !== undefined) return own;
  const known = [...new Set([...texts(record.upstream), ...texts(record.aliases)])].filter((one) =>
    /^CVE-/.test(one)
  );
  const [first] = known;
  return known.length === 1 && first !== undefined ? first : id;
}

function urgencyOf(record: JsonObject, affected: JsonObject): unknown {
  for (const place of [affected.ecosystem_specific, affected.database_specific, record.database_specific]) {
    const word = isObject(place) ? text(place.urgency) ?? text(place.severity) : null;
    if (word !== null) return word;
  }
  return objects(record.severity).find(({ type }) => type === "Ubuntu")?.score;
}

/** Events are introduced and fixed (or last_affected) in turn; what begins and does not end lasts. */
function rangesOf(range: JsonObject, base: Advisory): Advisory[] {
  const found: Advisory[] = [];
  let introduced: string | null = null;
  for (const event of objects(range.events)) {
    const [fixed, last] = [text(event.fixed), text(event.last_affected)];
    introduced = text(event.introduced) ?? introduced;
    if (introduced === null || (fixed === null && last === null)) continue;
    const since = introduced === "0" ? null : introduced;
    if (fixed !== null) found.push({ ...base, introduced: since, fixed, fix_available: true });
    else if (last !== null) found.push({ ...base, introduced: since, only: { last } });
    introduced = null;
  }
  if (introduced !== null) found.push({ ...base, introduced: introduced === "0" ? null : introduced });
  return found;
}

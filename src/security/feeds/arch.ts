import { comparePacmanVersions } from "../../versions/mod.ts";
import { type Advisory, type FeedFormat, type FeedOptions, plainAdvisory, severityOf } from "../advisory.ts";
import { FeedError } from "../feed_error.ts";
import { JsonSplitter } from "../json_splitter.ts";
import { collect } from "./_collect.ts";
import { asObject, asText, type JsonObject, text, texts } from "./_values.ts";

/**
 * Arch Linux' groups of vulnerabilities: a list of `{ name, packages, status, severity, affected, fixed, issues }`.
 * They speak of packages, not of what these were built from; the suite is not looked at, since Arch has one.
 */
export const arch: FeedFormat = {
  name: "arch",
  compare: comparePacmanVersions,
  recognises: (beginning) => /^\[\s*\{/.test(beginning) && /"packages"\s*:/.test(beginning),
  async read(chunks, options) {
    const advisories: Advisory[] = [];
    const splitter = new JsonSplitter({
      file: options.file,
      depth: "elements",
      accept(_path, value, line) {
        const group = asObject(value, options.file, line, "a group");
        collect(advisories, advisoriesOf(group, options, line), options);
      },
    });
    for await (const chunk of chunks) splitter.push(chunk);
    splitter.end();
    return advisories;
  },
};

/** Most that one group may say: real ones have less than a thousand issues, each of some packages. */
const MAX_OF_A_GROUP = 100_000;

/** What each status of a group means; a fix that is in testing cannot be had yet. */
const STATUSES: Readonly<Record<string, Pick<Advisory, "judgement" | "fix_available">>> = {
  "Vulnerable": { judgement: "vulnerable", fix_available: false },
  "Testing": { judgement: "vulnerable", fix_available: false },
  "Fixed": { judgement: "vulnerable", fix_available: true },
  "Not affected": { judgement: "not_affected", fix_available: false },
  "Unknown": { judgement: "undetermined", fix_available: false },
};

function advisoriesOf(group: JsonObject, { file }: FeedOptions, line: number): Advisory[] {
  const name = asText(group.name, file, line, "name");
  const status = asText(group.status, file, line, `${name}: status`);
  const meaning = STATUSES[status];
  if (meaning === undefined) {
    throw new FeedError(file, line, `${name}: "${status.slice(0, 40)}" is no status`);
  }
  const issues = texts(group.issues);
  const packages = texts(group.packages);
  if (packages.length * issues.length > MAX_OF_A_GROUP) {
    throw new FeedError(file, line, `${name}: more than ${MAX_OF_A_GROUP} issues of packages`);
  }
  return packages.flatMap((found) =>
    (issues.length === 0 ? [name] : issues).map((id) => ({
      ...plainAdvisory(id, found, "binary"),
      ...meaning,
      fixed: text(group.fixed),
      severity: severityOf(group.severity),
    }))
  );
}

import { compareDpkgVersions } from "../../versions/mod.ts";
import { type Advisory, type FeedFormat, plainAdvisory, type Severity } from "../advisory.ts";
import { FeedError } from "../feed_error.ts";
import { otherReleaseOf } from "../suites.ts";
import { collect } from "./_collect.ts";

/** Longest line, bytes: that of the source with the most packages has a few thousand. */
const MAX_LINE = 1_048_576;
/** Most vulnerabilities: Debian knows of some 50,000. */
const MAX_IDS = 1_000_000;
const NEWLINE = 10;

/** Names in the flags of a row: its second character. */
const URGENCIES: Readonly<Record<string, Severity>> = { " ": "unknown", L: "low", M: "medium", H: "high" };

/**
 * The feed that debsecan reads, unpacked: `VERSION 1`, then `ID,FLAGS,TEXT` rows, an empty line,
 * `PACKAGE,ROW,FLAGS,FIXED,OTHER FIXED` rows, an empty line, and which packages come of which source. A file is made
 * for one suite and does not say for which, but by its name.
 */
export const debsecan: FeedFormat = {
  name: "debsecan",
  compare: compareDpkgVersions,
  recognises: (beginning) => beginning.startsWith("VERSION "),
  async read(chunks, options) {
    const other = otherReleaseOf(options.file, options.suite);
    if (other !== null) {
      throw new FeedError(options.file, 0, `it is of the release "${other}", not of "${options.suite}"`);
    }
    const ids: string[] = [];
    const advisories: Advisory[] = [];
    let section: "version" | "ids" | "rows" | "packages" = "version";
    for await (const { text, line } of lines(chunks, options.file)) {
      if (section === "packages") break;
      if (section === "version") {
        if (text !== "VERSION 1") {
          throw new FeedError(options.file, line, `it begins with "${text.slice(0, 40)}"`);
        }
        section = "ids";
      } else if (text === "") section = section === "ids" ? "rows" : "packages";
      else if (section === "rows") collect(advisories, [rowOf(text, line, ids, options.file)], options);
      else if (ids.length === MAX_IDS) throw new FeedError(options.file, line, `more than ${MAX_IDS} ids`);
      else ids.push(text.slice(0, Math.max(0, text.indexOf(","))));
    }
    if (section !== "packages") throw new FeedError(options.file, 0, "it ends too early");
    return advisories;
  },
};

function rowOf(row: string, line: number, ids: readonly string[], file: string): Advisory {
  const [name = "", index = "", flags = "", fixed = "", others = ""] = row.split(",");
  const id = /^[0-9]+$/.test(index) ? ids[Number(index)] : undefined;
  const severity = URGENCIES[flags[1] ?? ""];
  if (
    name === "" || id === undefined || id === "" || severity === undefined || !/^[SB].[?R ][F ]$/.test(flags)
  ) {
    throw new FeedError(file, line, `"${row.slice(0, 80)}" is not PACKAGE,ROW,FLAGS,FIXED,OTHERS`);
  }
  return {
    ...plainAdvisory(id, name, flags[0] === "B" ? "binary" : "source"),
    fixed: fixed === "" ? null : fixed,
    also_fixed: others.split(" ").filter((version) => version !== ""),
    fix_available: flags[3] === "F",
    severity,
  };
}

/** The lines of a text as its bytes come. Throws FeedError for one that is too long. */
async function* lines(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<{ text: string; line: number }> {
  const decoder = new TextDecoder();
  let [rest, line] = ["", 0];
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last < 0 && rest.length > MAX_LINE) {
      throw new FeedError(file, line + 1, `a line of more than ${MAX_LINE} bytes`);
    }
    const [first = "", ...more] = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = more.pop() ?? first;
    if (last < 0) continue;
    for (const text of [first, ...more]) yield { text, line: ++line };
  }
  if (rest !== "") yield { text: rest, line: line + 1 };
}

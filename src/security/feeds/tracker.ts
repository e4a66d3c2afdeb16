import { compareDpkgVersions } from "../../versions/mod.ts";
import { type Advisory, type FeedFormat, plainAdvisory, severityOf } from "../advisory.ts";
import { JsonSplitter } from "../json_splitter.ts";
import { suiteNames } from "../suites.ts";
import { collect } from "./_collect.ts";
import { asObject, asText, isObject, type JsonObject, text, texts } from "./_values.ts";

/**
 * The Debian security tracker's JSON, `{ SOURCE: { CVE: { releases: { CODENAME: { status, … } } } } }`: what each
 * release has is said for that release, so only the suite at hand is kept.
 */
export const tracker: FeedFormat = {
  name: "debian-tracker",
  compare: compareDpkgVersions,
  recognises: (beginning) => /^\{\s*"[^"]+"\s*:\s*\{\s*"[^"]+"\s*:\s*\{/.test(beginning),
  async read(chunks, options) {
    const advisories: Advisory[] = [];
    const names = suiteNames(options.suite);
    const splitter = new JsonSplitter({
      file: options.file,
      depth: 2,
      accept([source = "", id = ""], value, line) {
        const advisory = advisoryOf(
          source,
          id,
          asObject(value, options.file, line, id),
          names,
          options.file,
          line,
        );
        if (advisory !== null) collect(advisories, [advisory], options);
      },
    });
    for await (const chunk of chunks) splitter.push(chunk);
    splitter.end();
    return advisories;
  },
};

function advisoryOf(
  source: string,
  id: string,
  entry: JsonObject,
  suites: readonly string[],
  file: string,
  line: number,
): Advisory | null {
  const releases = asObject(entry.releases, file, line, `${id}: releases`);
  const suite = suites.find((name) => Object.hasOwn(releases, name));
  if (suite === undefined) return null;
  const said = asObject(releases[suite], file, line, `${id}: ${suite}`);
  const status = asText(said.status, file, line, `${id}: status`);
  const fixed = status === "resolved" ? text(said.fixed_version) : null;
  return {
    ...plainAdvisory(id, source, "source"),
    judgement: judgementOf(status, fixed, said),
    fixed,
    fix_available: fixed !== null && isOffered(fixed, said.repositories),
    severity: severityOf(said.urgency),
  };
}

/** `fixed_version` 0 is the tracker's way to say that no version of the release has the fault. */
function judgementOf(status: string, fixed: string | null, said: JsonObject): Advisory["judgement"] {
  if (fixed === "0") return "not_affected";
  if (said.urgency === "unimportant") return "unimportant";
  if (status === "undetermined") return "undetermined";
  return said.nodsa_reason === "ignored" ? "ignored" : "vulnerable";
}

/** Whether one of the release's archives has the fix or a later version; unknown archives are taken to. */
function isOffered(fixed: string, repositories: unknown): boolean {
  if (!isObject(repositories)) return true;
  return texts(Object.values(repositories)).some((offered) => {
    try {
      return compareDpkgVersions(offered, fixed) >= 0;
    } catch {
      return false;
    }
  });
}

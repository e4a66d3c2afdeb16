import { VULNERABILITY_SEVERITIES } from "../../contract/mod.ts";
import { factsFrom } from "../fact.ts";
import { noFeed } from "../no_feed.ts";
import { counted, listed, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** Which known vulnerabilities installed packages have, and what can be done. */
export const vulnerabilities = defineTopic({
  name: "vulnerabilities",
  about: "known vulnerabilities of packages",
  example: "Are there vulnerable packages?",
  words: [
    "vulnerability",
    "vulnerabilities",
    "vulnerable",
    "cve",
    "cves",
    "security",
    "secure",
    "exploit",
    "exploits",
    "advisory",
    "advisories",
  ],
  needs: ["vulnerabilities"],
  series: [],
  further: ["vulnerable_service"],
  say: ({ vulnerabilities }) => {
    if (vulnerabilities === null) return [];
    const { feed, audited_at, unknown_since, by_verdict, by_severity } = vulnerabilities;
    if (feed === null) return [noFeed("vulnerabilities.summary", vulnerabilities)];
    const { figure, name, text, time } = factsFrom({ source: "vulnerabilities.summary", at: audited_at });
    const fixable = VULNERABILITY_SEVERITIES.filter((severity) => by_severity[severity].fixable > 0)
      .map((severity) =>
        say`${figure("fixes of a severity", by_severity[severity].fixable, "", severity)} of severity ${
          text("severity", severity)
        }`
      );
    const old = unknown_since === null
      ? []
      : [say`What became known since ${time("feed in force until", unknown_since)} is not among them`];
    return [
      say`By the feed ${name("feed", feed.name)}, ${
        counted(
          figure("vulnerable packages", vulnerabilities.packages, ""),
          "installed package has",
          "installed packages have",
        )
      } ${
        counted(
          figure("vulnerabilities", vulnerabilities.vulnerabilities, ""),
          "known vulnerability",
          "known vulnerabilities",
        )
      }`,
      say`An update closes ${figure("fixable", by_verdict.fixable, "")} of these cases${
        fixable.length === 0 ? [] : say` (${listed(fixable)})`
      }; for ${figure("not fixed yet", by_verdict.unfixed, "")} there is no fix yet`,
      ...old,
    ];
  },
});

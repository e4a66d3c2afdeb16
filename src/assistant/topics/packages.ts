import { factsFrom } from "../fact.ts";
import { counted, listed, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** How many packages there are, and which could be newer. */
export const packages = defineTopic({
  name: "packages",
  about: "packages and updates",
  example: "Are there updates?",
  words: [
    "package",
    "packages",
    "update",
    "updates",
    "upgrade",
    "upgrades",
    "upgradable",
    "installed",
    "outdated",
    "software",
    "apt",
    "dpkg",
    "pacman",
  ],
  needs: ["packages"],
  series: [],
  say: ({ packages }) => {
    if (packages === null || packages.built_at === null) return [];
    const { figure, name, time, text } = factsFrom({
      source: "packages.status",
      at: packages.checked_at ?? packages.built_at,
    });
    const sources = packages.sources.map((one) => say`${name("package manager", one)}`);
    const stale = packages.stale_since === null ? [] : [
      say`That is as of ${time("index out of date since", packages.stale_since)}${
        packages.message === null ? [] : say`: ${text("why the index cannot be built", packages.message)}`
      }`,
    ];
    return [
      say`${counted(figure("packages installed", packages.installed, ""), "package")} of ${
        listed(sources)
      } are installed, ${
        figure("packages asked for", packages.explicit, "")
      } because somebody asked for them`,
      say`There is a newer version of ${figure("packages with updates", packages.updates, "")} of them`,
      ...stale,
    ];
  },
});

import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Packages of which there is a newer version. */
const UPDATES = { from: 20, worst: 300 };

/** Many packages wait for their updates. */
export const updateBacklog = defineCause({
  name: "update_backlog",
  topics: ["packages"],
  categories: ["apt", "cve"],
  needs: ["packages"],
  series: [],
  commands: [],
  find: ({ packages }) => {
    if (packages === null || packages.built_at === null) return [];
    const { figure } = factsFrom({ source: "packages.status", at: packages.checked_at ?? packages.built_at });
    return ofHost(
      scoreOf(packages.updates, UPDATES.from, UPDATES.worst),
      say`Many updates wait: ${figure("packages with updates", packages.updates, "")} packages`,
    );
  },
});

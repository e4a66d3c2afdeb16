import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";

/** Packages of which there is a newer version. */
const UPDATES = { from: 20, worst: 300 };
/** Those of them that close a security hole. */
const SECURITY = { from: 0, worst: 50 };

/** Many packages wait for their updates. */
export const updateBacklog = defineCause({
  name: "update_backlog",
  topics: ["packages"],
  categories: ["apt", "cve"],
  needs: ["packages", "updates"],
  series: [],
  commands: [
    { command: "cortex updates", why: "Which, from where, and which of them for security" },
    { command: "apt list --upgradable", why: "The same by apt (Debian, Ubuntu)" },
    { command: "pacman -Qu", why: "The same by pacman (Arch)" },
  ],
  find: ({ packages, updates }) => {
    if (packages === null) return [];
    const { figure } = factsFrom({ source: "packages.status", at: packages.checked_at ?? packages.built_at });
    return ofHost(
      Math.max(
        scoreOf(packages.updates, UPDATES.from, UPDATES.worst),
        updates === null ? 0 : scoreOf(updates.security, SECURITY.from, SECURITY.worst),
      ),
      say`Updates wait: of ${
        counted(figure("packages with updates", packages.updates, ""), "package")
      } there is a newer version${
        updates === null
          ? []
          : say`, ${
            factsFrom({ source: "packages.updates", at: updates.checked_at ?? packages.built_at }).figure(
              "security updates",
              updates.security,
              "",
            )
          } of them for security`
      }`,
    );
  },
});

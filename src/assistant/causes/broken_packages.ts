import type { OutputOf } from "../../contract/mod.ts";
import { defineCause, type Finding } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

type Conflicts = OutputOf<"packages.conflicts">;

/** How bad it is that a package is not whole: from one that is unusable to one that only waits. */
const STATES: Readonly<Record<Conflicts["states"][number]["state"], number>> = {
  "reinstreq": 0.9,
  "half-installed": 0.9,
  "unpacked": 0.8,
  "half-configured": 0.8,
  "triggers-awaited": 0.3,
  "triggers-pending": 0.3,
  "missing-list": 0.5,
  "missing-md5sums": 0.1,
  "missing-architecture": 0.4,
  "illegal-architecture": 0.4,
  "unknown-architecture": 0.4,
  "missing-description": 0.5,
  "damaged-description": 0.5,
};
/** A relation holds or it does not. */
const RELATION = 0.7;

/** Installed packages that are not whole, or that miss what they need. */
export const brokenPackages = defineCause({
  name: "broken_packages",
  topics: ["packages", "services"],
  categories: ["apt", "service"],
  needs: ["conflicts"],
  series: [],
  commands: [
    { command: "dpkg --audit", why: "Packages that dpkg has not finished with (Debian, Ubuntu)" },
    {
      command: "apt-get --simulate --fix-broken install",
      why: "What apt would do about them; it does nothing yet",
    },
    { command: "pacman -Dk", why: "Dependencies that do not hold (Arch)" },
  ],
  find: ({ conflicts, at }) => {
    if (conflicts === null) return [];
    const found = [...unfinished(conflicts, at), ...unmet(conflicts, at)];
    return [...Map.groupBy(found, ({ subject }) => subject).values()].flatMap((ofOne) =>
      ofOne.toSorted((a, b) => b.score - a.score).slice(0, 1)
    );
  },
});

function unfinished({ states }: Conflicts, at: string): Finding[] {
  const { name, text } = factsFrom({ source: "packages.conflicts", at });
  return states.map(({ package: subject, state }) => ({
    score: STATES[state],
    subject,
    sentence: say`The package ${name("broken package", subject)} is not whole: it is ${
      text("state of the package", state, subject)
    }`,
  }));
}

function unmet({ direct }: Conflicts, at: string): Finding[] {
  const { name, text } = factsFrom({ source: "packages.conflicts", at });
  return direct.map(({ package: subject, relation, wants }) => ({
    score: RELATION,
    subject,
    sentence: say`A relation of the package ${name("broken package", subject)} does not hold: ${
      text("relation", relation, subject)
    } ${name("what it asks for", wants)}`,
  }));
}

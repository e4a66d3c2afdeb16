import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Zombies: a few are ordinary. */
const ZOMBIES = { from: 10, worst: 500 };

/** Processes have ended and nobody waits for them: their parent has a fault. */
export const zombieProcesses = defineCause({
  name: "zombie_processes",
  topics: ["processes"],
  categories: ["system"],
  needs: ["health"],
  series: [],
  commands: [{ command: "ps -eo stat,ppid,pid,user,args | grep '^Z'", why: "Whose children they are" }],
  find: ({ health }) => {
    const counts = health?.processes ?? null;
    if (health === null || counts === null) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    return ofHost(
      scoreOf(counts.zombie, ZOMBIES.from, ZOMBIES.worst),
      say`${figure("zombies", counts.zombie, "")} processes have ended and their parents do not ask for them`,
    );
  },
});

import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";
import { heaviestByCpu, heaviestByMemory } from "../heaviest.ts";

/** How many processes there are, and which are the heaviest. */
export const processes = defineTopic({
  name: "processes",
  about: "processes",
  example: "Which processes are the heaviest?",
  words: [
    "process",
    "processes",
    "program",
    "programs",
    "task",
    "tasks",
    "thread",
    "threads",
    "zombie",
    "zombies",
    "running",
    "pid",
  ],
  needs: ["health", "by_cpu", "by_memory"],
  series: [],
  further: ["runaway_process"],
  say: (known) => {
    const { health } = known;
    const counts = health?.processes ?? null;
    if (health === null || counts === null) return [...heaviestByCpu(known), ...heaviestByMemory(known)];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    return [
      say`There are ${counted(figure("processes", counts.total, ""), "process", "processes")} with ${
        counted(figure("threads", counts.threads, ""), "thread")
      }; ${figure("processes running", counts.running, "")} run, ${
        counted(figure("zombies", counts.zombie, ""), "zombie")
      } among them`,
      ...heaviestByCpu(known),
      ...heaviestByMemory(known),
    ];
  },
});

import { factsFrom } from "../fact.ts";
import type { Known } from "../known.ts";
import { counted, say, type Sentence } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** Users named. */
const NAMED = 3;

/** Whose processes load the host, now and for long. */
export const users = defineTopic({
  name: "users",
  about: "users and their load",
  example: "Which user loads this host?",
  words: ["user", "users", "who", "whose", "somebody", "someone", "people"],
  needs: ["users", "persistent"],
  series: [],
  further: ["cpu_saturation"],
  say: ({ users, persistent, at }) => [...heaviest(users), ...lasting(persistent, at)],
});

function heaviest(users: Known["users"]): Sentence[] {
  if (users === null) return [];
  const { figure, name, text } = factsFrom({ source: "users.list", at: users.taken_at });
  if (users.items.length === 0) {
    return [say`${text("users that load the host", "None")} of the users that are watched loads this host`];
  }
  return users.items.slice(0, NAMED).map(({ user, cpu_percent, memory_bytes, processes }) =>
    say`User ${name("user", user)} uses ${
      figure("CPU of the user, of one core", cpu_percent, "percent", user)
    } of a core and ${figure("memory of the user", memory_bytes, "bytes", user)} with ${
      counted(figure("processes of the user", processes, "", user), "process", "processes")
    }`
  );
}

function lasting(persistent: Known["persistent"], at: string): Sentence[] {
  return (persistent?.items ?? []).slice(0, NAMED).map((one) => {
    const { user, resource, since, average_percent, threshold_percent } = one;
    const { figure, name, time, text } = factsFrom({ source: "users.persistent", at });
    return say`User ${name("persistent user", user)} has been above the threshold of ${
      figure(`${resource} threshold`, threshold_percent, "percent", user)
    } since ${time("above the threshold since", since, user)}, at ${
      figure(`${resource} on average since then`, average_percent, "percent", user)
    } of the ${text("resource", resource === "cpu" ? "CPU" : "memory", user)} on average`;
  });
}

/** Persistent users as the evaluation sees them. How long is long enough is decided before: they count at once. */
import { type PersistentUser, USER_RESOURCES, type UserResource } from "../../contract/mod.ts";
import type { Gone, Sighting } from "../episode.ts";
import type { Text } from "../rule.ts";
import type { State } from "../state.ts";
import { lines, name, percent, processesByCpu, processesByMemory } from "./_text.ts";
import { LOOK } from "./users.ts";

/** Names of the rules, by what they are about. */
export const PERSISTENT: Readonly<Record<UserResource, string>> = {
  cpu: "persistent_cpu",
  memory: "persistent_memory",
};
const WHOLE: Readonly<Record<UserResource, string>> = { cpu: "all cores", memory: "the memory" };
const UNIT: Readonly<Record<UserResource, string>> = { cpu: "percent of all cores", memory: "percent" };
const PROCESSES = { cpu: processesByCpu, memory: processesByMemory } as const;

/** Everybody who is persistent, and everybody with an alert who is not any more. */
export function sightPersistent(
  users: readonly PersistentUser[],
  { episodes }: State,
  rearm_ms: number,
): (Sighting | Gone)[] {
  const key = (rule: string, subject: string) => `${rule} ${subject}`;
  const here = new Set(users.map(({ user, resource }) => key(PERSISTENT[resource], user)));
  const gone = [...episodes.values()].flatMap(({ rule, subject }): Gone[] => {
    const resource = USER_RESOURCES.find((one) => PERSISTENT[one] === rule);
    if (resource === undefined || here.has(key(rule, subject))) return [];
    return [{ rule, subject, gone: `User ${name(subject)} uses less of ${WHOLE[resource]} again` }];
  });
  return [...users.map((user) => sighting(user, rearm_ms)), ...gone];
}

function sighting(persistent: PersistentUser, rearm_ms: number): Sighting {
  const { user, resource, latest_percent, threshold_percent } = persistent;
  const { since, lasted_seconds, average_percent, peak_percent, processes } = persistent;
  return {
    rule: PERSISTENT[resource],
    subject: user,
    kind: "persistent",
    category: "user",
    metric: `user_${resource}_percent`,
    unit: UNIT[resource],
    comparison: "at_least",
    value: latest_percent,
    peak: peak_percent,
    for_ms: 0,
    recover_ms: 0,
    rearm_ms,
    data: { since, lasted_seconds, average_percent, peak_percent, processes },
    text: () => textOf(persistent),
    level: () => ({ severity: "warning", threshold: threshold_percent }),
  };
}

function textOf({ user, resource, threshold_percent, since, ...seen }: PersistentUser): Text {
  const time = `${since.slice(0, 16).replace("T", " ")} UTC`;
  return {
    message: `User ${name(user)} uses ${percent(threshold_percent)} of ${
      WHOLE[resource]
    } or more since ${time}`,
    description: lines(
      `On average ${percent(seen.average_percent)}, at most ${percent(seen.peak_percent)}, ` +
        `now ${percent(seen.latest_percent)}`,
      PROCESSES[resource](seen.processes),
    ),
    recommendation: LOOK[resource](user),
  };
}

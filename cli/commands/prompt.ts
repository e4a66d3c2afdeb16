import { socketPlaces, type User } from "../../src/client/places.ts";
import { type Glance, glancePath, readGlance } from "../../src/inventory/glance.ts";
import { type Command, type Context, defineCommand } from "../command.ts";
import { secondsOf } from "../duration.ts";
import { plural } from "../text/format.ts";
import { paint, type Piece, styled, type View } from "../text/paint.ts";
import { UsageError } from "../usage_error.ts";

/** Age from which the figures count as those of a daemon that has ended: it writes them every 5 minutes. */
const MAX_AGE_SECONDS = 600;

/** How far the writer's clock may be ahead, milliseconds. */
const AHEAD_MS = 60_000;

/**
 * `cortex prompt`: the inventory in a few words, for a shell prompt. Reads one small file and asks no daemon; says
 * nothing, and is no failure, where there is none or an old one.
 */
export const command: Command = defineCommand({
  options: {
    format: { type: "text", value: "TEXT", summary: "Say this, with figures by name: {updates}" },
    "max-age": { type: "text", value: "AGE", summary: "Say nothing when they are older [10min]" },
  },
  examples: [
    { args: "prompt", summary: "What is to be done, nothing where nothing is" },
    {
      args: "prompt --format '{updates}/{security_updates}'",
      summary: "Two figures; --json prints all that there are, by name",
    },
  ],
  run: ({ values }, context) => {
    const age = values["max-age"];
    const max_age_ms = 1000 * (age === undefined ? MAX_AGE_SECONDS : secondsOf(age, "--max-age", "prompt"));
    const glance = findGlance(context, max_age_ms);
    return Promise.resolve({
      json: glance === null ? [] : [glance],
      render: (view: View) => glance === null ? "" : paint(linesOf(glance, values.format), view),
    });
  },
});

/** What the first daemon that is looked for has written lately. */
function findGlance({ socket_dir, instance, env, wall }: Context, max_age_ms: number): Glance | null {
  const user: User = { env, uid: () => Deno.uid() ?? undefined, cwd: () => Deno.cwd() };
  for (const { path, own_folder } of socketPlaces({ socket_dir, instance }, user)) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    const glance = readGlance(glancePath(folder), own_folder === undefined ? {} : { owner: own_folder.uid });
    if (glance === null) continue;
    const age_ms = wall() - Date.parse(glance.made_at);
    if (age_ms <= max_age_ms && age_ms >= -AHEAD_MS) return glance;
  }
  return null;
}

function linesOf(glance: Glance, format: string | undefined): Piece[][] {
  if (format !== undefined) return [[filled(format, glance)]];
  const words = wordsOf(glance);
  return words.length === 0 ? [] : [words.flatMap((word, index) => index === 0 ? [word] : [", ", word])];
}

/** What is to be done, and only that. */
function wordsOf(glance: Glance): Piece[] {
  const { updates, security_updates, broken, fixable, reboot_required, stale_since } = glance;
  return [
    ...updates === 0 ? [] : [plural(updates, "update")],
    ...security_updates === 0 ? [] : [styled("warning", `${security_updates} for security`)],
    ...broken === 0 ? [] : [styled("bad", `${broken} broken`)],
    ...fixable === null || fixable === 0
      ? []
      : [styled("warning", plural(fixable, "fixable vulnerability", "fixable vulnerabilities"))],
    ...reboot_required ? [styled("warning", "reboot")] : [],
    ...stale_since === null ? [] : [styled("faint", "stale")],
  ];
}

/** A figure that is not known is a `?`. */
function filled(format: string, glance: Glance): string {
  const figures: Readonly<Record<string, unknown>> = { ...glance };
  return format.replace(/\{(\w*)\}/g, (_, name: string) => {
    if (Object.hasOwn(figures, name)) return String(figures[name] ?? "?");
    throw new UsageError(
      `Cannot use --format: there is no figure "${name}"; there are ${Object.keys(figures).join(", ")}`,
      "prompt",
    );
  });
}

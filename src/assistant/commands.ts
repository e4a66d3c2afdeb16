import type { AssistantReply } from "../contract/mod.ts";
import type { Cause, Command } from "./cause.ts";

/** A command that is offered, with the cause it belongs to. */
export type Offered = AssistantReply["commands"][number];

/** What stands in a command of the table for the mount point, unit, interface or user that a cause was found of. */
const PLACE = "SUBJECT";
/** Names that mean nothing to a shell, and that no program takes for an option; no others are put into a command. */
const HARMLESS = /^(?!-)[A-Za-z0-9_.@:/-]{1,100}$/;

/** A cause, and what it was found of; empty for the host, or where it was not found. */
export interface About {
  readonly cause: Cause;
  readonly subject: string;
}

/** What to look further with, each command once, in the order of the causes. */
export function commandsFor(causes: readonly About[]): Offered[] {
  const each = causes.flatMap(({ cause, subject }) =>
    cause.commands.flatMap((command): Offered[] => {
      const text = textOf(command, subject);
      return text === null ? [] : [{ cause: cause.name, command: text, why: command.why }];
    })
  );
  return [...new Map(each.map((one) => [one.command, one])).values()];
}

/** A command about a subject; null where it needs one and there is none that can be put into it. */
function textOf({ command, without }: Command, subject: string): string | null {
  if (!command.includes(PLACE)) return command;
  return HARMLESS.test(subject) ? command.replaceAll(PLACE, () => subject) : without ?? null;
}

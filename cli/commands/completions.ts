import { type Command, defineCommand } from "../command.ts";
import { everyPlace, type Place } from "../places.ts";
import { bashCompletion } from "./completions/bash.ts";
import { fishCompletion } from "./completions/fish.ts";
import { zshCompletion } from "./completions/zsh.ts";

/** What each shell wants, by its name. */
const SHELLS: Readonly<Record<string, (places: readonly Place[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `cortex completions`: from the same definitions as help; no daemon is needed. */
export const command: Command = defineCommand({
  operands: [{ name: "SHELL", summary: "bash, zsh or fish", choices: Object.keys(SHELLS) }],
  examples: [
    { args: "completions bash > ~/.local/share/bash-completion/completions/cortex", summary: "For bash" },
    { args: 'completions zsh > "${fpath[1]}/_cortex"', summary: "For zsh, into a folder of $fpath" },
    { args: "completions fish > ~/.config/fish/completions/cortex.fish", summary: "For fish" },
  ],
  run: async ({ operands: [shell = ""] }, { commands }) => {
    const script = SHELLS[shell]?.(await everyPlace(commands)) ?? "";
    return { json: [{ shell, script }], render: () => script };
  },
});

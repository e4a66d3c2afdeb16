import { type Command, defineCommand } from "../command.ts";
import { everyPlace } from "../places.ts";

/** `cortex man`: manual pages from the same definitions as help; no daemon is needed. */
export const command: Command = defineCommand({
  operands: [{
    name: "PAGE",
    summary: "cortex for cortex(1), cortexd for cortexd(8); cortex unless given",
    choices: ["cortex", "cortexd"],
    optional: true,
  }],
  examples: [
    { args: "man | man -l -", summary: "Read the manual" },
    { args: "man cortexd > /usr/local/share/man/man8/cortexd.8", summary: "Install a page" },
  ],
  run: async ({ operands: [page = "cortex"] }, { commands }) => {
    const text = await (page === "cortexd" ? daemonPage() : programPage(commands));
    return { json: [{ page, text }], render: () => text };
  },
});

async function programPage(commands: Parameters<typeof everyPlace>[0]): Promise<string> {
  const { cortexPage } = await import("./man/cortex.ts");
  return cortexPage(await everyPlace(commands));
}

/** The options of the daemon come with all of its configuration: loaded for this page only. */
async function daemonPage(): Promise<string> {
  const { cortexdPage } = await import("./man/cortexd.ts");
  return cortexdPage();
}

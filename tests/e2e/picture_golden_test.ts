import { assertGolden } from "../tools/golden.ts";
import { terminalSvg } from "../tools/terminal_svg.ts";
import { daemonDir, program, recordedHost, startDaemon, waitFor } from "./_daemon.ts";
import { HAS_TMUX, openPane } from "./_tmux.ts";

/** The commands of the picture. */
const SHOWN = ["cortex health", "cortex processes --sort memory --limit 4"];

Deno.test(
  "the README's picture is what the program shows of a recorded host",
  { ignore: !HAS_TMUX },
  async () => {
    const dir = daemonDir();
    await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir, "debian-12-rt")] });
    await waitFor("the alerts", async () => {
      const { counts } = await daemon.get("alerts.list", "/v1/alerts");
      return counts.critical === 1 && counts.warning === 1 ? counts : undefined;
    });
    const script = SHOWN.map((command) => `echo '$ ${command}'; ${command} --socket-dir "$1"; echo`).join(
      "\n",
    );
    await using pane = await openPane({
      columns: 96,
      rows: 40,
      dir,
      command: [
        "sh",
        "-c",
        `cortex() { ${program(["cli"]).map((word) => `'${word}'`).join(" ")} "$@"; }\nclear\n${script}`,
        "-",
        `${dir}/run`,
      ],
      env: { NO_COLOR: "" },
    });
    await pane.see(/processes, scanned/);
    // The only thing on it that differs from one run to the next.
    const text = (await pane.text(true)).replaceAll(/(sampled|scanned) (now|\d+ s ago)/g, "$1 2 s ago");
    assertGolden("screens/terminal.svg", terminalSvg(text, SHOWN.join(", ")));
  },
);

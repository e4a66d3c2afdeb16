import { DAEMON_OPTIONS } from "../../../src/config/mod.ts";
import { VERSION } from "../../../src/contract/wire.ts";
import { bold, definition, italic, page, pageHead, roff, section } from "./roff.ts";

const SIGNALS = [
  ["SIGTERM, SIGINT", "Ends the daemon after its running operations"],
  ["SIGHUP", "Reads the configuration again"],
] as const;

const FILES = [
  ["/etc/cortex/daemon.yaml", "Configuration; then /etc/cortex/daemon.d/*.yaml in the order of their names"],
  ["~/.cortex/daemon.yaml", "The user's configuration, which goes before"],
  ["/run/cortex/http.sock", "HTTP"],
  ["/run/cortex/cortex.sock", "JSON without HTTP: the protocol of cortexd, and JSON-RPC 2.0"],
  ["/var/lib/cortex/cortex.db", "The state"],
] as const;

/** cortexd(8), from the options of the daemon. */
export function cortexdPage(): string {
  const variables = Object.entries(DAEMON_OPTIONS)
    .flatMap(([name, { variable }]) =>
      variable === null ? [] : [[variable, `Stands in for --${name}`] as const]
    );
  return page(
    [pageHead("cortexd", 8, VERSION)],
    section("NAME", ["cortexd \\- knows how this host is, keeps its alerts, answers over Unix sockets"]),
    section("SYNOPSIS", [".B cortexd", `[${italic("OPTIONS")}]`]),
    section("DESCRIPTION", [
      roff("Reads the host, raises and keeps alerts, and answers local clients such as"),
      ".BR cortex (1).",
      roff("It opens no network socket."),
    ]),
    section(
      "OPTIONS",
      Object.entries(DAEMON_OPTIONS).flatMap(([name, { value, help }]) =>
        definition(`${bold(`--${name}`)}${value === null ? "" : ` ${italic(value)}`}`, help)
      ),
    ),
    section("SIGNALS", SIGNALS.flatMap(([name, meaning]) => definition(bold(name), meaning))),
    section("ENVIRONMENT", [
      ...variables.flatMap(([name, meaning]) => definition(bold(name), meaning)),
      ...definition(
        bold("CORTEX__SECTION__KEY"),
        "Any setting: log.level is CORTEX__LOG__LEVEL",
      ),
    ]),
    section("FILES", FILES.flatMap(([path, meaning]) => definition(italic(path), meaning))),
    section("SEE ALSO", [".BR cortex (1)"]),
  );
}

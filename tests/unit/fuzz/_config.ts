import assert from "node:assert/strict";
import fc from "fast-check";
import { loadConfig } from "../../../src/config/mod.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { dotenvLayer, optionLayer } from "../../../src/config/value_layer.ts";
import { CortexError } from "../../../src/contract/mod.ts";
import { assertTyped, fuzzTarget } from "./_target.ts";
import { mutatedText, ODD_VALUES } from "./_mutate.ts";

/** Nothing is there: all texts are given as drafts. */
const NOWHERE = "/tmp/cortex-fuzz-nowhere";
const YAML_FILE = `${NOWHERE}/daemon.yaml`;
const CONF_FILE = `${NOWHERE}/daemon.conf`;

const places = (env: Readonly<Record<string, string>>) => ({
  paths: {
    scope: "user" as const,
    socket_dir: `${NOWHERE}/run`,
    http_socket: `${NOWHERE}/run/http.sock`,
    read_socket: `${NOWHERE}/run/read.sock`,
    raw_socket: `${NOWHERE}/run/cortex.sock`,
    state_dir: `${NOWHERE}/state`,
    config: [{ kind: "file" as const, path: YAML_FILE }, { kind: "original" as const, path: CONF_FILE }],
    dotenv: `${NOWHERE}/.env`,
    log_file: `${NOWHERE}/state/daemon.log`,
    pid_file: null,
  },
  env: (name: string) => Object.hasOwn(env, name) ? env[name] : undefined,
  options: optionLayer({}),
  explicit: false,
});

const documented = Deno.readTextFileSync("tests/golden/daemon.yaml").replaceAll(/^#( *[a-z_]+:)/gm, "$1");
const yaml = [
  documented,
  documented.slice(0, 1500),
  "version: 1\nlog: { level: debug }\nmonitor:\n  interval_seconds: 5\n  ignored_mounts: [/mnt, '/a b']\n",
  'alerts:\n  rules:\n    disk:\n      subjects: { /var: { warning: 90 }, "/a": { critical: 99 } }\n',
  "a: &a [1, *a]\n",
];
const words = [
  "&a ",
  "*a",
  "!!js/function ",
  "!!binary ",
  "? ",
  ": ",
  "- ",
  "|\n",
  ">-\n",
  "---\n",
  "...\n",
  "{",
  "}",
  "[",
  "]",
  "'",
  '"',
  "#",
  "\t",
  "  ",
  "\n",
  "<<: ",
  "~",
  ".inf",
  ".nan",
  "0x",
  "1e400",
  "2026-11-21",
  "__proto__: ",
  "version: 99\n",
  "null",
  "\u2028",
];
const conf = [
  "# cortexd\nmonitoring_interval_seconds: 30\nlog_level = 2\n[alerts]\nmax_alerts: 10\n",
  "log_level: debug\nsocket_path=/run/cortex.sock\n",
];

/** A text, and where it stands. */
const texts = fc.oneof(
  { arbitrary: mutatedText(yaml, words).map((text) => ({ file: YAML_FILE, text })), weight: 3 },
  {
    arbitrary: mutatedText(conf, ["=", ":", "[", "]", "#", "\n", "-1", "99999999999999999999"]).map((
      text,
    ) => ({ file: CONF_FILE, text })),
    weight: 1,
  },
);
const value = fc.oneof(
  fc.string(),
  ODD_VALUES.map((odd) => typeof odd === "string" ? odd : JSON.stringify(odd)),
);
const variables = fc.dictionary(
  fc.constantFrom(...SETTINGS.map(({ key }) => `CORTEX__${key.replaceAll(".", "__").toUpperCase()}`)),
  value,
  { maxKeys: 4 },
);
const dotenv = mutatedText(
  [
    "CORTEX__LOG__LEVEL=debug\n# more\nexport CORTEX__MONITOR__INTERVAL_SECONDS='5'\n",
    'CORTEX__USERS__EXCLUDED="a,b"\n',
  ],
  ["=", "'", '"', "\n", "export ", "#", "$X", "`", "[", "{", "&", "*a", "!!x"],
);

function load(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    assertTyped(error, CortexError);
    assert.equal(error.code, "CONFIG_INVALID", error.message);
  }
}

/** Whatever stands in a file: a configuration, or what is wrong with it. */
export const config_files = fuzzTarget(
  "configuration files",
  texts,
  (draft) => load(() => loadConfig(places({}), draft)),
);

/** Whatever the environment or `.env` say. */
export const config_values = fuzzTarget(
  "environment and .env",
  fc.tuple(variables, dotenv),
  ([env, text]) => {
    load(() => loadConfig(places(env)));
    load(() => dotenvLayer(".env", text, SETTINGS));
  },
);

import { loadConfig, type LoadedConfig, type Paths } from "../../../src/config/mod.ts";
import { optionLayer } from "../../../src/config/value_layer.ts";

/** A folder with configuration files, and a loader that reads just those. */
export interface Scratch extends Disposable {
  readonly dir: string;
  write(name: string, text: string): string;
  from(given?: Given): Parameters<typeof loadConfig>[0];
  load(given?: Given): LoadedConfig;
}

/** What is given besides the files. */
interface Given {
  readonly env?: Record<string, string>;
  readonly options?: Record<string, string>;
  readonly explicit?: boolean;
}

/** A scratch folder in the shape of the real one: user's file, drop-ins, system file, `.env`. */
export function scratch(): Scratch {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-config-" });
  Deno.mkdirSync(`${dir}/daemon.d`);
  const paths: Paths = {
    scope: "user",
    socket_dir: `${dir}/run`,
    http_socket: `${dir}/run/http.sock`,
    read_socket: `${dir}/run/read.sock`,
    raw_socket: `${dir}/run/cortex.sock`,
    state_dir: `${dir}/state`,
    config: [
      { kind: "file", path: `${dir}/user.yaml` },
      { kind: "original", path: `${dir}/user.conf` },
      { kind: "folder", path: `${dir}/daemon.d` },
      { kind: "file", path: `${dir}/system.yaml` },
      { kind: "original", path: `${dir}/system.conf` },
    ],
    dotenv: `${dir}/.env`,
    log_file: `${dir}/daemon.log`,
    pid_file: null,
  };
  const from = ({ env = {}, options = {}, explicit = false }: Given = {}) => ({
    paths,
    env: (name: string) => env[name],
    options: optionLayer(
      Object.fromEntries(
        Object.entries(options).map(([key, value]) => [key.replace(".", "-"), { key, value }]),
      ),
    ),
    explicit,
  });
  return {
    dir,
    write: (name, text) => {
      Deno.writeTextFileSync(`${dir}/${name}`, text);
      return `${dir}/${name}`;
    },
    from,
    load: (given) => loadConfig(from(given)),
    [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }),
  };
}

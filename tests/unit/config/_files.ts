import { loadConfig, type LoadedConfig, type Paths } from "../../../src/config/mod.ts";
import { optionLayer } from "../../../src/config/value_layer.ts";

/** A folder with configuration files, and a loader that reads just those. */
export interface Scratch extends Disposable {
  readonly dir: string;
  write(name: string, text: string): string;
  load(
    given?: { env?: Record<string, string>; options?: Record<string, string>; explicit?: boolean },
  ): LoadedConfig;
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
      { kind: "folder", path: `${dir}/daemon.d` },
      { kind: "file", path: `${dir}/system.yaml` },
    ],
    dotenv: `${dir}/.env`,
  };
  return {
    dir,
    write: (name, text) => {
      Deno.writeTextFileSync(`${dir}/${name}`, text);
      return `${dir}/${name}`;
    },
    load: ({ env = {}, options = {}, explicit = false } = {}) =>
      loadConfig({
        paths,
        env: (name) => env[name],
        options: optionLayer(
          Object.fromEntries(
            Object.entries(options).map(([key, value]) => [key.replace(".", "-"), { key, value }]),
          ),
        ),
        explicit,
      }),
    [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }),
  };
}

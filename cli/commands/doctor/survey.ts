import {
  type Config,
  type DaemonOptions,
  loadConfig,
  parseDaemonOptions,
  readStart,
  type Start,
} from "../../../src/config/mod.ts";
import { type Client, connect } from "../../../src/client/mod.ts";
import { CortexError } from "../../../src/contract/wire.ts";
import { textOf } from "./_files.ts";
import { quoted } from "./check.ts";
import type { Answers, Site } from "./site.ts";

/** Where systemd looks for units, the strongest first (systemd.unit(5)). */
const UNIT_FOLDERS = [
  "/etc/systemd/system",
  "/run/systemd/system",
  "/usr/lib/systemd/system",
  "/lib/systemd/system",
];

/** What the command line says of the daemon that is meant. */
export interface Meant {
  readonly socket_dir: string | undefined;
  readonly state_dir: string | undefined;
  readonly config: string | undefined;
  readonly instance: string | undefined;
  /** The system's, whoever asks; else the one that answers, or of which there is a sign. */
  readonly system: boolean;
  env(name: string): string | undefined;
}

/** A place of a daemon, and what came of asking there. */
interface Asked {
  readonly start: Start;
  readonly answers: Answers | null;
  readonly unreachable: Site["unreachable"];
}

/** Finds the daemon that is meant, and asks it and the other one that may run here. */
export async function survey(meant: Meant, now_ms: number): Promise<Site> {
  const asked = await Promise.all(placesOf(meant).map(ask));
  const [first] = asked;
  const chosen = asked.find(({ answers }) => answers !== null) ??
    asked.find(({ start }) => start.paths.scope === "system" && hasUnit()) ?? first;
  if (chosen === undefined) throw new Error("No place of a daemon is known");
  const { start, answers, unreachable } = chosen;
  const database = answers?.status?.store.path ?? null;
  return {
    start,
    named: namesOf(meant),
    config: configOf(start),
    state_dir: database === null ? start.paths.state_dir : database.slice(0, database.lastIndexOf("/")),
    unreachable,
    answers,
    answering: asked.flatMap(({ start: { paths }, answers }) =>
      answers?.status ? [{ socket: paths.http_socket, pid: answers.status.pid }] : []
    ),
    uid: Deno.uid() ?? -1,
    now_ms,
    deno: Deno.build.standalone ? null : Deno.version.deno,
    group_file: "/etc/group",
    unit_folders: UNIT_FOLDERS,
  };
}

/** The options that the command line and the daemon share. */
function namesOf({ socket_dir, instance }: Meant): string[] {
  return [
    ...(socket_dir === undefined ? [] : ["--socket-dir", quoted(socket_dir)]),
    ...(instance === undefined ? [] : ["--instance", instance]),
  ];
}

function placesOf({ socket_dir, state_dir, config, instance, system, env }: Meant): Start[] {
  const option = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`--${name}=${value}`];
  const args = [
    ...option("socket-dir", socket_dir),
    ...option("state-dir", state_dir),
    ...option("config", config),
    ...option("instance", instance),
  ];
  const options: DaemonOptions = parseDaemonOptions(args, env);
  const users = () => readStart({ ...options, user: true });
  const systems = () => readStart({ ...options, user: false }, "system");
  if (system) return [systems()];
  return options.socket_dir === undefined ? [users(), systems()] : [users()];
}

async function ask(start: Start): Promise<Asked> {
  try {
    await using client = await connect({ socket: start.paths.http_socket, retry: false });
    return { start, answers: await answersOf(client), unreachable: null };
  } catch (error) {
    const code = error instanceof CortexError ? error.code : "CONNECTION_REFUSED";
    const unreachable = code === "SOCKET_NOT_FOUND"
      ? "absent"
      : code === "SOCKET_DENIED"
      ? "denied"
      : "refused";
    return { start, answers: null, unreachable };
  }
}

async function answersOf(client: Client): Promise<Answers> {
  const said = <T>(answer: Promise<T>): Promise<T | null> => answer.catch(() => null);
  const [status, version, permissions, health, config] = await Promise.all([
    said(client.daemon.status()),
    said(client.daemon.version()),
    said(client.daemon.permissions()),
    said(client.health.get()),
    said(client.config.get({ key: "host.root" })),
  ]);
  const root = config?.items[0]?.value;
  return { status, version, permissions, health, host_root: typeof root === "string" ? root : null };
}

function configOf(start: Start): Config | null {
  try {
    return loadConfig(start).config;
  } catch {
    // The check of the configuration says why.
    return null;
  }
}

function hasUnit(): boolean {
  return UNIT_FOLDERS.some((folder) => textOf(`${folder}/cortexd.service`) !== null);
}

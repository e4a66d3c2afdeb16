import { cortex } from "../../tests/e2e/_cortex.ts";
import { daemonDir, startDaemon } from "../../tests/e2e/_daemon.ts";
import { compilePrograms, SYSTEM_FOLDERS } from "../../tests/tools/compile.ts";
import { median } from "../measure.ts";
import { residentBytes } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle } from "../subject.ts";

const MIB = 2 ** 20;
/** Folder of the programs; the tests' helpers start those where it is set. */
const PROGRAMS = "CORTEX_TEST_BIN";

/** What was measured of the programs in one form. */
interface Measured {
  /** Version of Deno that it runs in. */
  readonly deno: string;
  readonly start_ms: number;
  readonly command_ms: number;
  readonly resident_bytes: number;
}

/** The compiled programs beside the same from source: size, start, memory. */
export async function* compiled(quick: boolean): AsyncGenerator<Figure | string> {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-bench-" });
  const before = Deno.env.get(PROGRAMS);
  try {
    await compilePrograms(
      { ...SYSTEM_FOLDERS, runtime_dir: "/tmp", state_dir: "/tmp", config_dir: "/tmp" },
      folder,
    );
    Deno.env.delete(PROGRAMS);
    const source = await measure(quick);
    Deno.env.set(PROGRAMS, folder);
    const program = await measure(quick);
    yield `compiled: Deno ${program.deno}; bare: the same from source, Deno ${source.deno}`;
    for (const name of ["cortexd", "cortex"]) {
      yield {
        what: `compiled: size of ${name}`,
        value: Deno.statSync(`${folder}/${name}`).size / MIB,
        unit: "MiB",
      };
    }
    yield {
      what: "compiled: start to first answered request",
      value: program.start_ms,
      unit: "ms",
      bare: source.start_ms,
    };
    yield {
      what: "compiled: cortex ping",
      value: program.command_ms,
      unit: "ms",
      bare: source.command_ms,
    };
    yield {
      what: "compiled: resident memory of the daemon",
      value: program.resident_bytes / MIB,
      unit: "MiB",
      bare: source.resident_bytes / MIB,
    };
  } finally {
    if (before === undefined) Deno.env.delete(PROGRAMS);
    else Deno.env.set(PROGRAMS, before);
    Deno.removeSync(folder, { recursive: true });
  }
}

async function measure(quick: boolean): Promise<Measured> {
  let deno = "";
  const starts: number[] = [];
  const commands: number[] = [];
  const resident: number[] = [];
  for (let round = 0; round < (quick ? 3 : 9); round++) {
    const dir = daemonDir();
    const begun = performance.now();
    await using daemon = await startDaemon({ dir, look_ms: 2, until: "answering" });
    starts.push(performance.now() - begun);
    await settle(quick ? 1 : 10);
    resident.push(residentBytes(daemon.pid));
    deno = (await daemon.get("daemon.version", "/v1/version")).deno;
    const asked = performance.now();
    await cortex(daemon, ["ping"]);
    commands.push(performance.now() - asked);
    await daemon.stop();
    Deno.removeSync(dir, { recursive: true });
  }
  return { deno, start_ms: median(starts), command_ms: median(commands), resident_bytes: median(resident) };
}

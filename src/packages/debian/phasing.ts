import type { PackageFiles } from "../files.ts";
import { readText } from "../read_text.ts";
import { type AptSettings, flagOf } from "./apt_conf.ts";

/** Identity of a host (machine-id(5)). */
const MACHINE_ID = "/etc/machine-id";

/** What decides on a host whether an update that is offered to a part of all hosts (Ubuntu) is for it. */
export interface PhasingRules {
  /** The administrator wants every update, or none before it is for all; null: as it comes. */
  readonly include: "always" | "never" | null;
  /**
   * Whether what is not for this host is no candidate at all (APT::Get::Phase-Policy), rather than one that an upgrade
   * keeps back unless it mends something.
   */
  readonly by_policy: boolean;
  /** Empty where the host has none: then every update is for it. */
  readonly machine_id: string;
}

/** Reads them as apt does (apt.conf(5), APT::Get, and update-manager's own names). Throws PackageFileError. */
export async function readPhasingRules(files: PackageFiles, settings: AptSettings): Promise<PhasingRules> {
  const isSet = (name: string) =>
    flagOf(settings, `apt::get::${name}`) ?? flagOf(settings, `update-manager::${name}`) ?? false;
  const named = settings.get("apt::machine-id")?.at(-1) ?? "";
  return {
    by_policy: flagOf(settings, "apt::get::phase-policy") ?? false,
    include: isSet("always-include-phased-updates")
      ? "always"
      : isSet("never-include-phased-updates")
      ? "never"
      : null,
    machine_id: named || ((await readText(files, MACHINE_ID)).split("\n", 1)[0]?.trim() ?? ""),
  };
}

/**
 * Whether apt keeps an update back on a host that its phase has not reached. Each host draws a number from 0 to 100
 * for each version of a source package, always the same one, and is reached when the percentage is not below it.
 */
export function isHeldBack(
  { include, machine_id }: Omit<PhasingRules, "by_policy">,
  source: { readonly name: string; readonly version: string },
  percentage: number,
): boolean {
  if (include !== null) return include === "never";
  return machine_id !== "" && drawOf(`${source.name}-${source.version}-${machine_id}`) > percentage;
}

/** A number from 0 to 100 drawn by the C++ library's `minstd_rand`, seeded with the bytes of a text. */
export function drawOf(text: string): number {
  const seeds = new TextEncoder().encode(text);
  // [rand.eng.lcong]: the generator takes its state from the last of four words of the seed sequence.
  let state = (seedSequence(seeds)[3] ?? 0) % MODULUS || 1;
  // libstdc++'s uniform_int_distribution: equal parts of the generator's range, what is left over is drawn again.
  const part = Math.floor((MODULUS - 2) / DRAWS);
  let drawn: number;
  do {
    state = (state * MULTIPLIER) % MODULUS;
    drawn = Math.floor((state - 1) / part);
  } while (drawn >= DRAWS);
  return drawn;
}

/** Of `minstd_rand` ([rand.predef]); their product is below 2^53. */
const [MULTIPLIER, MODULUS] = [48_271, 2_147_483_647];
/** Numbers that may be drawn. */
const DRAWS = 101;
/** Words that the generator asks of the seed sequence. */
const WORDS = 4;

/** `seed_seq::generate` ([rand.util.seedseq]) for {@link WORDS} words, of 32 bits each. */
function seedSequence(seeds: Uint8Array): Uint32Array {
  const words = new Uint32Array(WORDS).fill(0x8b8b8b8b);
  const at = (index: number) => words[index % WORDS] ?? 0;
  const put = (index: number, value: number) => words[index % WORDS] = value;
  const mixed = (value: number, factor: number) => Math.imul(factor, value ^ (value >>> 27)) >>> 0;
  const rounds = Math.max(seeds.length + 1, WORDS);
  for (let round = 0; round < rounds; round++) {
    const one = mixed((at(round) ^ at(round + 1) ^ at(round + WORDS - 1)) >>> 0, 1_664_525);
    const seed = round === 0 ? seeds.length : round % WORDS + (seeds[round - 1] ?? 0);
    const two = (one + seed) >>> 0;
    put(round + 1, at(round + 1) + one);
    put(round + 2, at(round + 2) + two);
    put(round, two);
  }
  for (let round = rounds; round < rounds + WORDS; round++) {
    const one = mixed((at(round) + at(round + 1) + at(round + WORDS - 1)) >>> 0, 1_566_083_941);
    const two = (one - round % WORDS) >>> 0;
    put(round + 1, at(round + 1) ^ one);
    put(round + 2, at(round + 2) ^ two);
    put(round, two);
  }
  return words;
}

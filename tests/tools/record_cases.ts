/**
 * Records what apt, dpkg, dose and debsecan of this machine say of small installations, for tests that run where none
 * of them is: `record_cases.ts`, with every permission. What it writes is compared with what was recorded before by
 * whoever commits it.
 * @module
 */
import { run } from "../system/_run.ts";
import { scratch } from "../system/_scratch.ts";
import { doseBroken } from "../unit/packages/_oracle.ts";
import { type Short, statusText } from "../unit/packages/_status.ts";
import { AUDITED_WORLDS, SAID, type Said } from "./cases/audited_worlds.ts";
import { BROKEN_WORLDS } from "./cases/broken_worlds.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url).pathname;

/** The release that the feeds are made for. */
const SUITE = "bookworm";

function put(folder: string, files: Readonly<Record<string, string>>): void {
  Deno.mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) Deno.writeTextFileSync(`${folder}/${name}`, text);
}

/** Whether dpkg has lists of the files of a package. */
const isWhole = ({ status = "install ok installed" }: Short) => status.endsWith(" installed");

function recordBroken(name: string, packages: readonly Short[]): void {
  const all: readonly Short[] = [{ name: "dpkg", version: "1.21.22" }, ...packages];
  const status = statusText(all);
  using host = scratch(status);
  const info = all.flatMap(({ name, architecture, fields }) => {
    const file = fields?.["Multi-Arch"] === "same" ? `${name}:${architecture ?? "amd64"}` : name;
    return [`${file}.list`, `${file}.md5sums`];
  });
  Deno.writeTextFileSync(`${host.folder}/info/format`, "1\n"); // names of files may have an architecture
  for (const file of info) Deno.writeTextFileSync(`${host.folder}/info/${file}`, "");
  const configured = all.filter((one) => isWhole(one) || /triggers/.test(one.status ?? ""))
    .map((one) => ({ ...one, status: "install ok installed" }));
  put(`${FIXTURES}dpkg/cases/${name}`, {
    status,
    arch: "amd64\ni386\n",
    info: `${info.join("\n")}\n`,
    "oracle.txt": [
      `# apt-get check\n${host.aptCheck()}\n`,
      `# dpkg --audit\n${host.dpkgAudit()}\n`,
      `# dose-debcheck: broken packages\n${doseBroken(host.doseCheck(statusText(configured))).join("\n")}\n`,
    ].join(""),
  });
}

/** The feed as the Debian security tracker publishes it. */
function trackerText(said: readonly Said[]): string {
  const sources = Map.groupBy(said, ({ source }) => source);
  const about = ({ status, fixed, urgency = "not yet assigned", nodsa }: Said) => ({
    releases: {
      [SUITE]: {
        status,
        urgency,
        ...(fixed === undefined ? {} : { fixed_version: fixed }),
        ...(nodsa === undefined ? {} : { nodsa: "Minor issue", nodsa_reason: nodsa }),
      },
    },
  });
  const tracker = Object.fromEntries(
    [...sources].map((
      [source, rows],
    ) => [source, Object.fromEntries(rows.map((row) => [row.id, about(row)]))]),
  );
  return `${JSON.stringify(tracker, null, 1)}\n`;
}

/** The same in debsecan's own format; what affects no version of the release is not in it. */
function debsecanText(said: readonly Said[]): string {
  const rows = said.filter(({ fixed }) => fixed !== "0");
  const letters: Readonly<Record<string, string>> = { high: "H", medium: "M", low: "L", unimportant: "L" };
  return [
    "VERSION 1",
    ...rows.map(({ id }) => `${id},,`),
    "",
    ...rows.map(({ source, fixed = "", urgency = "" }, index) =>
      `${source},${index},S${letters[urgency] ?? " "}${fixed === "" ? "? " : "?F"},${fixed},`
    ),
    "",
    "",
  ].join("\n");
}

/** debsecan reads its feed packed by zlib (RFC 1950). */
async function packed(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function recordAudits(): Promise<void> {
  const folder = Deno.makeTempDirSync();
  const feed = debsecanText(SAID);
  put(`${FIXTURES}security/cases`, { "debsecan.txt": feed, "tracker.json": trackerText(SAID) });
  Deno.writeFileSync(`${folder}/${SUITE}`, await packed(feed));
  for (const [name, packages] of Object.entries(AUDITED_WORLDS)) {
    const status = statusText([{ name: "dpkg", version: "1.21.22" }, ...packages]);
    Deno.writeTextFileSync(`${folder}/status`, status);
    const source = ["--suite", SUITE, "--source", `file://${folder}/`, "--status", `${folder}/status`];
    const { code, stdout, stderr } = run("debsecan", [...source, "--format", "simple"]);
    if (code !== 0) throw new Error(`Cannot record "${name}": ${stderr}`);
    put(`${FIXTURES}security/cases/${name}`, { status, "oracle.txt": stdout });
  }
  Deno.removeSync(folder, { recursive: true });
}

for (const [name, packages] of Object.entries(BROKEN_WORLDS)) recordBroken(name, packages);
await recordAudits();

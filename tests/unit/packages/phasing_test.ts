import assert from "node:assert/strict";
import { readCatalog } from "../../../src/packages/debian/catalog.ts";
import { drawOf, isHeldBack, type PhasingRules } from "../../../src/packages/debian/phasing.ts";
import { pendingUpdates } from "../../../src/packages/debian/updates.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { list, RELEASES, type Tree } from "./_archive.ts";
import { statusText } from "./_status.ts";

/** What `std::uniform_int_distribution<unsigned>(0, 100)` draws from `std::minstd_rand` in GCC's library. */
const DRAWN: readonly (readonly [string, number])[] = [
  ["", 63],
  ["x", 67],
  ["a-1-", 4],
  ["systemd-249.11-0ubuntu3.12-3d1219c7c4c5404aaa1f6d2a48adfda4", 86],
  ["grub2-2:2.06-2ubuntu7.2-0123456789abcdef0123456789abcdef", 47],
  ["linux-meta-5.15.0.100.97-ffffffffffffffffffffffffffffffff", 99],
];

const MACHINE = "0123456789abcdef0123456789abcdef";

/** A host with one update of 40 percent that draws 47, and one for everybody. */
function host(more: Tree = {}): Tree {
  const grub = { Source: "grub2 (2:2.06-2ubuntu7.2)", "Phased-Update-Percentage": "40" };
  return {
    ...RELEASES,
    "/etc/machine-id": `${MACHINE}\n`,
    "/var/lib/dpkg/status": statusText([{ name: "grub-common" }, { name: "other" }]),
    ...list("stable", [
      { name: "grub-common", version: "2", fields: grub },
      { name: "other", version: "2", fields: { "Phased-Update-Percentage": "100" } },
    ]),
    ...more,
  };
}

async function phases(tree: Tree) {
  const catalog = await readCatalog(memoryFiles(tree), { installed_only: true });
  return Object.fromEntries(pendingUpdates(catalog).map(({ name, phased }) => [name, phased]));
}

Deno.test("phasing: a host draws for a text what GCC's library draws", () => {
  for (const [text, drawn] of DRAWN) assert.equal(drawOf(text), drawn, text);
});

Deno.test("phasing: numbers from 0 to 100 are drawn, each about as often", () => {
  const counts = new Map<number, number>();
  for (let index = 0; index < 20_200; index++) {
    const drawn = drawOf(`source-${index}-${MACHINE}`);
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  assert.deepEqual([Math.min(...counts.keys()), Math.max(...counts.keys()), counts.size], [0, 100, 101]);
  for (const count of counts.values()) assert.ok(count > 120 && count < 290, String(count));
});

Deno.test("phasing: an update is held back while its percentage is below what the host drew", () => {
  const rules: PhasingRules = { include: null, by_policy: false, machine_id: MACHINE };
  const source = { name: "grub2", version: "2:2.06-2ubuntu7.2" };
  const held = [0, 46, 47, 48, 99].map((percentage) => isHeldBack(rules, source, percentage));
  assert.deepEqual(held, [true, true, false, false, false]);
  assert.equal(isHeldBack({ ...rules, machine_id: "" }, source, 0), false);
  assert.equal(isHeldBack({ ...rules, include: "always" }, source, 0), false);
  assert.equal(isHeldBack({ ...rules, machine_id: "", include: "never" }, source, 99), true);
});

Deno.test("phasing: updates say how large their part is and whether the host is in it; all is no part", async () => {
  assert.deepEqual(await phases(host()), {
    "grub-common": { percentage: 40, held_back: true },
    other: null,
  });
  const reached = host(list("stable", [{
    name: "grub-common",
    version: "2",
    fields: { Source: "grub2 (2:2.06-2ubuntu7.2)", "Phased-Update-Percentage": "47" },
  }]));
  assert.deepEqual(await phases(reached), { "grub-common": { percentage: 47, held_back: false } });
});

Deno.test("phasing: apt's settings and another machine-id are honoured, the last word counts", async () => {
  const held = async (conf: string) =>
    (await phases(host({ "/etc/apt/apt.conf": conf })))["grub-common"]?.held_back;
  assert.equal(await held('APT::Get::Always-Include-Phased-Updates "yes";'), false);
  assert.equal(await held("Update-Manager::Always-Include-Phased-Updates true;"), false);
  assert.equal(await held("APT { Get { Always-Include-Phased-Updates 0; }; };"), true);
  assert.equal(
    await held(
      "Update-Manager::Always-Include-Phased-Updates 1;\nAPT::Get::Always-Include-Phased-Updates 0;\n",
    ),
    true,
  );
  assert.equal(await held('APT::Get::Never-Include-Phased-Updates "true";'), true);
  const other = 'APT::Machine-ID "3d1219c7c4c5404aaa1f6d2a48adfda4";';
  assert.equal(await held(other), drawOf("grub2-2:2.06-2ubuntu7.2-3d1219c7c4c5404aaa1f6d2a48adfda4") > 40);
});

Deno.test("phasing: an update that skips one from a security archive is not held back", async () => {
  const security = (version: string) =>
    host({
      ...list("security", [{ name: "grub-common", version }]),
      "/var/lib/apt/lists/h.example_debian_dists_security_Release":
        "Suite: jammy-security\nCodename: jammy\nLabel: Ubuntu\nOrigin: Ubuntu\n",
    });
  assert.deepEqual((await phases(security("1.5")))["grub-common"], { percentage: 40, held_back: false });
  assert.deepEqual((await phases(security("0.5")))["grub-common"], { percentage: 40, held_back: true });
});

Deno.test("phasing: by policy what is not for this host is no update at all", async () => {
  const conf = { "/etc/apt/apt.conf.d/20phasing": 'APT::Get::Phase-Policy "true";' };
  assert.deepEqual(Object.keys(await phases(host(conf))), ["other"]);
  const always = { "/etc/apt/apt.conf": "APT::Get::Always-Include-Phased-Updates 1;" };
  assert.deepEqual((await phases(host({ ...conf, ...always })))["grub-common"], {
    percentage: 40,
    held_back: false,
  });
});

Deno.test("phasing: an empty machine-id of apt's settings leaves it to the host's own", async () => {
  const conf = { "/etc/apt/apt.conf": 'APT::Machine-ID "";' };
  assert.equal((await phases(host(conf)))["grub-common"]?.held_back, true);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor } from "../../../src/assistant/grounding/redact.ts";

const KNOWN = {
  hosts: ["anvil.forge.example"],
  users: ["alice", "bob-smith", "www-data", "a.b", "1000", "ab"],
};

/** What must not be left of a text, and the text. */
const CASES: readonly [secret: string, text: string][] = [
  ["anvil", "anvil is slow"],
  ["anvil.forge.example", "see anvil.forge.example, please"],
  ["ANVIL", "the host ANVIL"],
  ["alice", "User alice uses 97 %"],
  ["alice", "process of “alice”, and alice's shell"],
  ["Alice", "Alice asked"],
  ["alice", "alice_backup.sh by alice-cron"],
  ["bob-smith", "bob-smith logged in"],
  ["www-data", "(www-data)"],
  ["a.b", "user a.b!"],
  ["10.1.2.3", "from 10.1.2.3:22"],
  ["192.168.0.254", "ping 192.168.0.254/24"],
  ["fe80::1", "via fe80::1%eth0"],
  ["2001:db8::8a2e:370:7334", "at 2001:db8::8a2e:370:7334."],
  ["2001:0db8:0000:0000:0000:8a2e:0370:7334", "at 2001:0db8:0000:0000:0000:8a2e:0370:7334"],
  ["::ffff:10.0.0.1", "mapped ::ffff:10.0.0.1"],
  ["aa:bb:cc:dd:ee:ff", "card aa:bb:cc:dd:ee:ff"],
  ["AA-BB-CC-DD-EE-FF", "card AA-BB-CC-DD-EE-FF"],
  ["/home/carol/secret", "file:///home/carol/secret.txt"],
  ["carol", "cp /home/carol/x /tmp"],
  ["dora", "the mount /home/dora"],
  ["/home", "all of /home"],
  ["alice", "/var/mail/alice"],
  ["bob-smith", "bob-smith@anvil.forge.example"],
];

Deno.test(`what is private is replaced, and put back: ${CASES.length} cases`, () => {
  for (const [secret, text] of CASES) {
    const { redact, restore } = createRedactor(KNOWN);
    const hidden = redact(text);
    assert.ok(!hidden.includes(secret), `${text} -> ${hidden}`);
    assert.equal(restore(hidden), text);
  }
});

Deno.test("the same part has the same placeholder in every text, another one has another", () => {
  const { redact } = createRedactor(KNOWN);
  assert.equal(redact("alice on anvil"), "USER_1 on HOST_2");
  assert.equal(redact("anvil knows alice and ab"), "HOST_2 knows USER_1 and USER_3");
});

Deno.test("what is not private stays: times, versions, words that only contain a name, numbers", () => {
  const { redact } = createRedactor(KNOWN);
  for (
    const text of [
      "at 12:30:15 UTC",
      "nginx 1.24.0-2",
      "malice and abacus",
      "std::vector",
      "process 1000",
      "/homework",
      "/srv/www",
      "8 GiB",
    ]
  ) {
    assert.equal(redact(text), text);
  }
});

Deno.test("a placeholder that stood in the text itself is not taken for one", () => {
  const { redact, restore } = createRedactor(KNOWN);
  const text = "alice met USER_1 and HOST_77";
  assert.equal(restore(redact(text)), text);
  assert.equal(restore("USER_99 did it"), "USER_99 did it");
});

const word = fc.constantFrom(
  ...CASES.map(([secret]) => secret),
  "USER_1",
  "PATH_3",
  "memory",
  "12:00:00",
  "::",
  ":",
  "/",
  "/home",
  '"',
);
const text = fc.array(fc.oneof(word, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 12 })
  .map((words) => words.join(" "));
const names = fc.array(
  fc.oneof(fc.constantFrom("alice", "beef", "USER_1", "x"), fc.string({ minLength: 1, maxLength: 8 })),
  {
    maxLength: 5,
  },
);

Deno.test("whatever the texts and names, all comes back, and of the names none is left as a word", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), names, names, (texts, hosts, users) => {
      const { redact, restore } = createRedactor({ hosts, users });
      const hidden = texts.map(redact);
      assert.deepEqual(hidden.map(restore), texts);
      const left = hidden.join("\n").split(/[^\p{L}\p{N}]+/u);
      for (const user of users) {
        if (/^\p{L}[\p{L}\p{N}]*$/u.test(user) && !PLACEHOLDER_WORDS.has(user.toUpperCase())) {
          assert.ok(!left.includes(user), `${user} in ${hidden.join("|")}`);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

const PLACEHOLDER_WORDS = new Set(["USER", "HOST", "PATH", "ADDRESS", "WORD"]);

Deno.test("addresses of any form are replaced", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.constantFrom("", " ", "(", "=", ","),
      (address, before) => {
        const { redact, restore } = createRedactor({ hosts: [], users: [] });
        const said = `x${before === "" ? " " : before}${address} y`;
        const hidden = redact(said);
        assert.match(hidden, /ADDRESS_1/);
        assert.ok(!hidden.includes(address), hidden);
        assert.equal(restore(hidden), said);
      },
    ),
    { numRuns: 1000 },
  );
});

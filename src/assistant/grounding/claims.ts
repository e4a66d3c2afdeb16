/** What a statement names: in quotes, as a path, an address, a unit, a file or a program's own name for something. */
const NAMED = [
  /"([^"]+)"/g,
  /“([^”]+)”/g,
  /(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(\/[^\s"'’”,;:)]+)/gu,
  /(?<![\p{L}\p{N}])([\p{L}\p{N}]+(?:[._@][\p{L}\p{N}]+)+)(?![\p{L}\p{N}])/gu,
];

/** Names and paths of a text, without the punctuation after them. */
export function namesIn(text: string): readonly string[] {
  return NAMED.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = ""]) => name.replace(/[.,;:!?]+$/, ""))
  )
    .filter((name) => name !== "" && !/^\d+(\.\d+)*$/.test(name));
}

/** What belongs to a shell and not to a sentence. */
const SHELL = /[`$|<>&\\{}]|:\/\/|(?<![\p{L}\p{N}])--?[a-z]/iu;
/** Programs that change something or fetch something. */
const PROGRAMS = [
  "sudo",
  "rm",
  "dd",
  "mkfs",
  "chmod",
  "chown",
  "chattr",
  "systemctl",
  "journalctl",
  "apt",
  "apt-get",
  "dpkg",
  "pacman",
  "flatpak",
  "curl",
  "wget",
  "ssh",
  "scp",
  "bash",
  "zsh",
  "python",
  "python3",
  "perl",
  "pkill",
  "killall",
  "crontab",
  "iptables",
  "nft",
  "useradd",
  "usermod",
  "userdel",
  "umount",
  "fdisk",
];

/** Whether a text holds a command; a program may be spoken of where the facts do. */
export function tellsToRun(text: string, known: string): boolean {
  if (SHELL.test(text)) return true;
  const [said, spoken_of] = [wordsIn(text), wordsIn(known)];
  return PROGRAMS.some((program) => said.has(program) && !spoken_of.has(program));
}

/** Words that turn what stands beside them round; "no" is a number. */
const DENIAL = /\b(?:not|cannot|never|neither|nor|without)\b|n['’]t\b/i;

/** Whether a text says that something is not so. */
export function denies(text: string): boolean {
  return DENIAL.test(text);
}

/** A text without what makes no difference: marks, spaces, capitals. */
export function asWords(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
}

/** Words that any sentence may have. */
const COMMON = new Set(
  "this that with from have been than then there their they what which when where will would could should into over under more most less least some none only also very each other about after before because between while these those here host does facts fact data"
    .split(" "),
);
/** Letters by which two words are the same: memory, memories. */
const STEM = 5;

/** Whether a text speaks of what the facts say: a number, or a word of weight that stands there too. */
export function sharesAWord(text: string, known: string): boolean {
  const stems = new Set([...wordsIn(known)].map((word) => word.slice(0, STEM)));
  return [...wordsIn(text)].some((word) =>
    (/^\d/.test(word) || (word.length > 2 && !COMMON.has(word))) && stems.has(word.slice(0, STEM))
  );
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu));
}

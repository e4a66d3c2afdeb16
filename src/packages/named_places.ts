/** What a host's pacman.conf(5) itself says of where pacman's files are, and what it includes. */
interface NamedPlaces {
  /** Folder of the databases; null where it says nothing. */
  readonly db_path: string | null;
  /** Folders of the files that it includes. */
  readonly included: readonly string[];
  /** null where it says nothing. */
  readonly log_file: string | null;
}

/** Absolute, of named parts, without steps back. */
const PATH = /^(?!.*\/\.{1,2}(?:\/|$))(?:\/[^/\0*?[]+)+\/?$/;

/** Reads the file itself, not what it includes; nothing where it is not there or may not be read. */
export function namedPlaces(base: string): NamedPlaces {
  const text = textOf(`${base}/etc/pacman.conf`);
  const values = (key: string) =>
    [...text.matchAll(new RegExp(String.raw`^[ \t]*${key}[ \t]*=[ \t]*(.*?)[ \t]*$`, "gm"))]
      .flatMap(([, value = ""]) => PATH.test(value) ? [value.replace(/\/$/, "")] : []);
  const folders = [
    ...text.matchAll(/^[ \t]*Include[ \t]*=[ \t]*(\/.*)\/[^/\n]+$/gm),
  ].flatMap(([, folder = ""]) => PATH.test(folder) ? [folder] : []);
  return {
    // Of a setting that stands there twice pacman takes the first.
    db_path: values("DBPath")[0] ?? null,
    included: [...new Set(folders)],
    log_file: values("LogFile")[0] ?? null,
  };
}

function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

/** Which file is at a path, and as of when; empty where there is none. */
export function fileId(path: string): string {
  try {
    const { dev, ino, size, mtime } = Deno.statSync(path);
    return `${dev}:${ino}:${size}:${mtime?.getTime()}`;
  } catch {
    return "";
  }
}

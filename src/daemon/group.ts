/** Number of a group by group(5); null where there is no such group or the file cannot be read. */
export function groupId(name: string): number | null {
  try {
    for (const line of Deno.readTextFileSync("/etc/group").split("\n")) {
      const [group, , id] = line.split(":");
      if (group === name && id !== undefined && /^\d+$/.test(id)) return Number(id);
    }
  } catch {
    return null;
  }
  return null;
}

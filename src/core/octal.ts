/**
 * Undoes `\040` and the like, by which /proc/mounts and its kin write blanks, tabs, newlines and backslashes
 * (proc_pid_mountinfo(5)).
 */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

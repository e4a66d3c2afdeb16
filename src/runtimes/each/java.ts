import { linked, toolPlaces } from "../managers.ts";
import { lineFile, plainFile, type Runtime } from "../runtime.ts";

/** Java. Every JDK and JRE has its version in a file (JEP 223). */
export const java: Runtime = {
  name: "java",
  commands: ["java"],
  programs: /^java$/,
  places: [
    { manager: "system", folder: "/usr/lib/jvm", program: "bin/java" },
    {
      manager: "sdkman",
      folder: "~/.sdkman/candidates/java",
      program: "bin/java",
      standard: linked(".sdkman/candidates/java/current", ".sdkman/candidates/java"),
    },
    ...toolPlaces("bin/java", "java"),
  ],
  release: { file: "release", pattern: /^JAVA_VERSION="(\d[^"]*)"/m },
  ask: { args: ["-version"], pattern: /version "(\d[^"]*)"/ },
  version_files: [plainFile(".java-version"), lineFile(".sdkmanrc", /^\s*java\s*=\s*(\S+)/)],
  tools: ["java"],
};

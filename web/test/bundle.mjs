// Is web/dist what its sources make? Builds it anew into a folder of its own and compares. Skipped (77) without
// node_modules or with a Node before 20.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const web = new URL("..", import.meta.url).pathname;
if (Number(process.versions.node.split(".")[0]) < 20 || !existsSync(web + "node_modules/vite")) {
  console.log("skipped: the bundle against its sources: needs node 20 and web/node_modules");
  process.exit(77);
}
const out = mkdtempSync(web + "node_modules/.onr-");
try {
  execFileSync("npm", ["run", "--silent", "build"], { cwd: web, env: { ...process.env, ONR_OUT: out }, stdio: "inherit" });
  const names = (folder) => readdirSync(folder).sort().join(" ");
  if (names(out) !== names(web + "dist")) throw new Error(`dist holds ${names(web + "dist")}, the build makes ${names(out)}`);
  let bytes = 0;
  for (const name of readdirSync(out)) {
    const made = readFileSync(join(out, name));
    bytes += made.length;
    if (!made.equals(readFileSync(web + "dist/" + name))) throw new Error(`web/dist/${name} is not what its sources make: npm run build in web/, and commit it`);
  }
  if (bytes > 300000) throw new Error(`the bundle has ${bytes} bytes: 300,000 are allowed`);
  console.log(`the same, ${bytes} bytes`);
} catch (e) {
  console.error(e.message);
  process.exitCode = 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}

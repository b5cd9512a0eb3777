// In: on the standard input, one line of JSON each: a text as it may be typed. Out: one line of JSON each: what
// widgets/web/number.js reads in it. It runs the script as it ships, with nothing of a page.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const window = {};
runInContext(readFileSync(process.argv[2], "utf8"), createContext({ window }));

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(window.Dalil.number.read(JSON.parse(line)))}\n`);
}

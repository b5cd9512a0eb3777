// In: on the standard input, one line of JSON each: a text to take apart, rows to write, or rows with a decimal sign. Out: one
// line of JSON each: what widgets/web/table.js makes of it. It runs the script as it ships, with nothing of a page.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const window = {};
runInContext(readFileSync(process.argv[2], "utf8"), createContext({ window }));
const { parse, write } = window.Dalil.table;

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const { rows = asked, decimal } = asked;
  process.stdout.write(`${JSON.stringify(Array.isArray(rows) ? write(rows, decimal) : parse(asked))}\n`);
}

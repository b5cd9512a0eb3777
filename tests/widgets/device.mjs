// In: on the standard input, one line of JSON each: [a stored text, former ids]. Out: one line of JSON each: the ticks that
// widgets/web/device.js reads in it, and how it would store them. It runs the script as it ships, with nothing of a page.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const window = {};
runInContext(readFileSync(process.argv[2], "utf8"), createContext({ window }));
const { parse, write } = window.Dalil.device;

for await (const line of createInterface({ input: process.stdin })) {
  const [text, former] = JSON.parse(line);
  const ticked = parse(text, new Map(Object.entries(former)));
  process.stdout.write(`${JSON.stringify(ticked && { ticked: [...ticked], stored: write(ticked) })}\n`);
}

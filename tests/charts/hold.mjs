#!/usr/bin/env node
// Holds the kiosk's drawings against what Vega draws, and checks them for readability from three metres:
//
//     node tests/charts/hold.mjs FOLDER [BROADSIDE]      (build/debug/broadside)
//
// FOLDER has index.json ([{name, tier}]), specs/NAME.json, facts/NAME.facts.json, news/specs, news/facts and
// tools/ (dump2facts.mjs, compare.mjs, lint.mjs). Fails if a chart of tier 1 that is not in tier1-known.txt
// or a newsroom's chart does not pass, or if a chart of tier 2 is drawn and not as Vega draws it.
import { execFileSync } from 'child_process';
import fs from 'fs';
import os from 'os';
import path from 'path';
import { pathToFileURL } from 'url';

const [folder, broadside = 'build/debug/broadside'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: hold.mjs FOLDER [BROADSIDE]');
  process.exit(2);
}
const tool = name => import(pathToFileURL(path.resolve(folder, 'tools', name)));
const { dump2facts } = await tool('dump2facts.mjs');
const { compare } = await tool('compare.mjs');
const { lint } = await tool('lint.mjs');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'broadside-charts-'));
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const here = path.dirname(new URL(import.meta.url).pathname);
const known = new Map(fs.readFileSync(path.join(here, 'tier1-known.txt'), 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#')).map(line => [line.split(' ')[0], line]));

// The dump of a spec, or the reason why it is not drawn.
function draw(spec, ...options) {
  const dump = path.join(scratch, 'dump.json');
  try {
    execFileSync(broadside, ['chart', spec, '--dump', dump, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    return { dump: read(dump) };
  } catch (fault) {
    if (fault.status !== 1) throw fault; // anything but a refusal is a crash
    return { refused: String(fault.stderr).trim().split('\n').pop().replace(/^.*?error: /, '') };
  }
}

function hold(spec, facts) {
  const { dump, refused } = draw(spec);
  if (refused) return { refused };
  const result = compare(read(facts), dump2facts(dump));
  return result.pass ? {} : { fails: `${result.score} ${result.fails.join(' ')}` };
}

const count = { 1: [0, 0, 0], 2: [0, 0, 0] }; // passed, refused, other
let bad = 0;
for (const { name, tier } of read(path.join(folder, 'index.json'))) {
  const { refused, fails } = hold(path.join(folder, 'specs', `${name}.json`), path.join(folder, 'facts', `${name}.facts.json`));
  count[tier][fails ? 2 : refused ? 1 : 0]++;
  const is_bad = tier === 1 ? (fails || refused) && !known.has(name) : fails;
  bad += is_bad ? 1 : 0;
  if (tier === 1 && (fails || refused)) console.log(`tier 1 ${name}: ${fails || refused}`);
  if (tier === 2 && fails) console.log(`tier 2 ${name}: drawn, but ${fails}`);
}
const news = [0, 0, 0];
for (const file of fs.readdirSync(path.join(folder, 'news', 'specs')).filter(f => f.endsWith('.json'))) {
  const name = file.slice(0, -5), spec = path.join(folder, 'news', 'specs', file);
  const facts = path.join(folder, 'news', 'facts', `${name}.facts.json`);
  for (const theme of ['night', 'day']) {
    for (const size of ['1920x1080', '1280x720', '1080x1920']) {
      const { dump, refused } = draw(spec, '--theme', theme, '--size', size);
      const result = dump && compare(read(facts), dump2facts(dump)), findings = dump ? lint(dump) : [];
      news[0]++;
      news[1] += result?.pass ? 1 : 0;
      news[2] += dump && !findings.length ? 1 : 0;
      bad += result?.pass && !findings.length ? 0 : 1;
      if (!result?.pass) console.log(`news ${name} ${theme} ${size}: ${refused || result.fails.join(' ')}`);
      for (const { rule, msg } of findings) console.log(`news ${name} ${theme} ${size}: ${rule} ${msg}`);
    }
  }
}
fs.rmSync(scratch, { recursive: true });
for (const tier of [1, 2]) console.log(`tier ${tier}: ${count[tier][0]} pass, ${count[tier][1]} refused, ${count[tier][2]} drawn otherwise`);
console.log(`news: ${news[1]} of ${news[0]} pass, ${news[2]} without a complaint`);
process.exit(bad ? 1 : 0);

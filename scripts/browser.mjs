// The built package in headless Chromium, from a plain page: every figure must have the bits it has in this Node. The
// last line is "N passed, N failed". CANDOR_CHROMIUM names the browser, by default /usr/bin/chromium.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { digests, firstDraw, solverDigests } from '../dist/properties/portable.js';
import { solved } from '../dist/properties/support/portable-programs.js';
import { tally } from './tally.mjs';

const root = join(import.meta.dirname, '..');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** A server of the project's own files on a free local port. */
async function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const file = join(root, normalize(path === '/' ? '/properties/browser/index.html' : path));
    if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resume) => server.listen(0, '127.0.0.1', resume));
  return server;
}

/** What the page found, the addresses it asked for and the errors it met. */
async function visit(address) {
  const browser = await chromium.launch({
    executablePath: process.env.CANDOR_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  try {
    const page = await browser.newPage();
    const [requests, errors] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(address);
    await page
      .waitForFunction(() => globalThis.found !== undefined, undefined, { timeout: 60_000 })
      .catch((error) => errors.push(String(error)));
    const found = await page.evaluate(() => globalThis.found);
    return { found, requests, errors, version: browser.version() };
  } finally {
    await browser.close();
  }
}

const server = await serve();
const address = `http://127.0.0.1:${server.address().port}/`;
const { found, requests, errors, version } = await visit(address).finally(() => server.close());
const { check, compare, close } = tally();
check('the page loads without an error', errors.length === 0, errors.join('; '));
check(
  'nothing is asked of another host',
  requests.every((url) => url.startsWith(address)),
  requests.join(' '),
);
check(
  'the first draw needs no await, and has the bits of Node',
  JSON.stringify(found?.first) === JSON.stringify(firstDraw()),
  JSON.stringify(found?.first),
);
check(
  'a release draws from the cryptographic source',
  found?.release.seed === null && found.release.uniform > 0 && found.release.uniform < 1,
  JSON.stringify(found?.release),
);
const optima = JSON.stringify(await solved());
check(
  'the solver runs in a page, and fractions prove the optima that they prove here',
  optima.startsWith('["1/4 ') && JSON.stringify(found?.solved) === optima,
  `${JSON.stringify(found?.solved)}, here ${optima}`,
);
compare({ ...digests(), ...(await solverDigests()) }, found?.digests ?? {});
console.log(`Chromium ${version} against Node ${process.version}`);
close();

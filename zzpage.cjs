const { chromium } = require('playwright-core'); const { spawn } = require('child_process'); const { once } = require('events'); const fs = require('fs');
(async () => {
  const dir = fs.mkdtempSync('/tmp/oeve-');
  const child = spawn(process.execPath, ['dist/oevebane.js'], { env: { PATH: process.env.PATH, DATA_DIR: dir, PORT: '0', OEVEBANE_PORT: '0', OEVEBANE_STORE_PORT: '0', CLOCK_START: '2026-11-24T02:10:00+01:00' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((r) => child.stdout.on('data', (d) => { const m = /http:\/\/[\d.:]+/.exec(String(d)); if (m) r(m[0]); }));
  console.log(url);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const open = async (p, v) => { const c = await browser.newContext({ viewport: v ?? { width: 1280, height: 900 }, locale: 'da-DK', reducedMotion: 'reduce' }); const pg = await c.newPage(); pg.setDefaultTimeout(15000); pg.on('pageerror', (e) => console.log('ERR', p, e.message)); pg.on('console', (m) => m.type() === 'error' && console.log('CON', p, m.text())); await pg.goto(`${url}/?som=${p}`); await pg.locator('body[data-ready]').waitFor(); return pg; };
  const shot = (p, n) => p.screenshot({ path: `/tmp/w/h2-pics/${n}.png` });
  try {
    const bent = await open('bent'); const carla = await open('carla', { width: 360, height: 740 });
    await shot(bent, '01-welcome');
    const write = async (page, text) => { const f = page.locator('#compose textarea'); await f.fill(text); await f.press('Enter'); };
    await write(bent, '/log strømmen er gået'); await bent.waitForTimeout(1200); await shot(bent, '02-log-without-incident');
    await bent.getByRole('button', { name: /^Åbn hændelse/ }).first().click(); await bent.locator('#dialog[open]').waitFor(); await shot(bent, '03-dialog');
    await bent.keyboard.type('Telefonerne er nede'); const d = bent.locator('#dialog'); await d.getByLabel(/Hvilken myndighed/).fill('Viborg Kommune, Skive Kommune'); await d.getByRole('button', { name: /^Åbn/ }).click(); await bent.locator('#dialog[open]').waitFor({ state: 'detached' }); await bent.waitForTimeout(1500); await shot(bent, '04-incident');
    for (const t of ['/instruks 2', '/log b: vi lukker chatten', '/log h: ringede til Viborg\n/log o: kø', '/log kl. 1.55 strømmen gik', '/log kl. 9.00 møde i morgen', '/log ret nr. 3 noget', '/statsu', '/roller', '/instruks 5']) { await write(bent, t); await bent.waitForTimeout(900); }
    await shot(bent, '05-many'); await shot(carla, '06-phone');
    await bent.evaluate(() => document.querySelector('#messages, .messages, main')?.scrollTo(0, 1e6)); await shot(bent, '07-bottom');
    console.log((await bent.locator('body').innerText()).slice(-6000));
  } catch (e) { console.log('FAIL', e.message.slice(0, 800)); }
  await browser.close(); child.kill('SIGTERM'); await once(child, 'exit');
})();

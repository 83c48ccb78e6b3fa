import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZone, readerText as read, type ZoneFixture } from '../../test/zone-app.ts';

let zone: ZoneFixture;
beforeAll(async () => {
  zone = await openZone();
});
afterAll(() => zone.close());

const everyPage = [
  '/',
  '/search',
  '/search?q=%E7%A4%BE%E4%BF%9D%E5%8D%A1',
  '/items/southwest-5/48',
  '/items/southwest-5/48?region=500110',
  '/items/southwest-5/49',
  '/regions/southwest-5/48?province=510000',
  '/windows',
  '/windows?region=510107',
  '/progress',
  '/verify',
  '/verify/7KQ4M2XA9DTE',
  '/problems/same-region',
  '/nowhere',
];

describe('every page', () => {
  it.each(everyPage)(
    '%s is whole without script: landmarks, one h1, skip link, nothing inline',
    async (url) => {
      const { body, headers } = await zone.get(url);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body.match(/<h1[ >]/g)).toHaveLength(1);
      for (const part of [
        '<html lang="zh-CN"',
        '<header',
        '<nav',
        '<main id="main"',
        '<footer',
        'href="#main"',
      ]) {
        expect(body).toContain(part);
      }
      expect(body).not.toMatch(/<style|<script(?![^>]* src="\/zone\/)|\sstyle="|\son\w+="|javascript:/i);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
    },
  );

  it.each(everyPage)(
    '%s says nothing that the tone forbids, and names no way that does not exist',
    async (url) => {
      const { body } = await zone.get(url);
      expect(read(body)).not.toMatch(/成功|异常|非法|请稍候|！|undefined|\[object/);
      for (const [, href = ''] of body.matchAll(/ (?:href|action)="(\/[^"]*)"/g)) {
        const path = href.replaceAll('&#38;', '&').replaceAll('&#61;', '=');
        if (/^\/(elder|contrast|items|regions|search\?q|windows\?|verify\/)/.test(path)) continue;
        expect((await zone.get(path)).statusCode, path).toBe(200);
      }
    },
  );

  it('is loaded with one style sheet of at most 30 KB, kept for a year under the name of its content', async () => {
    const { body } = await zone.get('/');
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(href).toMatch(/^\/zone\/zone\.[0-9a-f]{12}\.css$/);
    const sheet = await zone.get(href);
    expect(sheet.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(sheet.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(sheet.rawPayload.length).toBeLessThan(30 * 1024);
    expect((await zone.get('/zone/zone.css')).statusCode).toBe(404);
  });
});

describe('ways of showing', () => {
  it.each([
    [{}, '<html lang="zh-CN">'],
    [{ tongban_mode: 'elder' }, '<html lang="zh-CN" data-mode="elder">'],
    [{ tongban_theme: 'contrast' }, '<html lang="zh-CN" data-theme="contrast">'],
    [
      { tongban_mode: 'elder', tongban_theme: 'contrast' },
      '<html lang="zh-CN" data-mode="elder" data-theme="contrast">',
    ],
    [{ tongban_theme: 'standard' }, '<html lang="zh-CN" data-theme="standard">'],
    [{ tongban_mode: '"><script>', tongban_theme: '"><script>' }, '<html lang="zh-CN">'],
  ])('cookies %o are honoured by the first element', async (cookies, expected) => {
    const { body, headers } = await zone.get('/verify', cookies);
    expect(body.startsWith(`<!doctype html>\n${expected}\n`)).toBe(true);
    expect(headers['vary']).toContain('cookie');
  });

  it('shows four doors and a telephone in elder mode', async () => {
    const text = read((await zone.get('/', { tongban_mode: 'elder' })).body);
    expect(text).toContain('您要办什么事？');
    expect(text).toContain('打 12345');
    expect(text).not.toContain('常办的事');
  });

  it.each([
    ['/elder', '?on=1&back=/windows', 'tongban_mode=elder', '/windows'],
    ['/elder', '?on=0&back=/search%3Fq%3D%25E7%25A4%25BE', 'tongban_mode=standard', '/search?q=%E7%A4%BE'],
    ['/contrast', '?on=1', 'tongban_theme=contrast', '/'],
    ['/contrast', '?on=1&back=//evil.example', 'tongban_theme=contrast', '/'],
    ['/elder', '?on=1&back=/%5Cevil.example', 'tongban_mode=elder', '/'],
    ['/elder', '?on=1&back=https://evil.example', 'tongban_mode=elder', '/'],
    ['/elder', '?on=1&back=/a%0d%0aset-cookie:x', 'tongban_mode=elder', '/'],
  ])('%s%s keeps the choice and goes back to %s, never elsewhere', async (path, query, cookie, back) => {
    const { statusCode, headers } = await zone.get(path + query);
    expect(statusCode).toBe(303);
    expect(headers.location).toBe(back);
    expect(String(headers['set-cookie'])).toContain(cookie);
    expect(String(headers['set-cookie'])).toContain('HttpOnly');
  });
});

describe('what is refused or not there', () => {
  it('explains a problem code with its sentence', async () => {
    const { statusCode, body } = await zone.get('/problems/same-region');
    expect(statusCode).toBe(200);
    expect(read(body)).toContain('非跨区域办件，请按本地流程办理。');
    expect((await zone.get('/problems/toString')).statusCode).toBe(404);
  });

  it('is a page for visitors and a problem for programs', async () => {
    const page = await zone.get('/nowhere');
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const answer = await zone.ask({ url: '/api/nowhere' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found']);
  });

  it('refuses a form of another kind on a page', async () => {
    const answer = await zone.ask({
      method: 'POST',
      url: '/progress',
      headers: { 'content-type': 'application/xml' },
      payload: '<a/>',
    });
    expect(answer.statusCode).toBe(415);
    expect(answer.headers['content-type']).toContain('text/html');
  });
});

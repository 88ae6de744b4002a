import { afterEach, describe, expect, it } from 'vitest';
import { BadSettings } from '../../../lambdas/errors.ts';
import type { Verdict } from '../../../lambdas/exports/client/judge.ts';
import { NotPermitted } from '../../../lambdas/exports/signals.ts';
import { type Line, openLine, token } from './line.ts';

let line: Line;
afterEach(() => line.close());

const answering = (status: number, body: unknown = {}) => ({
  when: () => true,
  what: { status, body },
});

describe('the client never asks again', () => {
  it.each([400, 402, 404, 405, 410, 418, 422])('after status %i', async (status) => {
    line = await openLine();
    line.vendor.faults.push(answering(status));
    await expect(line.api.get('/things?email=a@b.c')).rejects.toThrow(BadSettings);
    expect(line.vendor.requests).toHaveLength(1);
    expect(line.slept).toEqual([]);
  });

  it('after 403: the object is not permitted, and the error says what to do', async () => {
    line = await openLine();
    line.vendor.faults.push(answering(403, { category: 'MISSING_SCOPES', message: 'x' }));
    await expect(line.api.get('/things')).rejects.toThrow(
      new NotPermitted(
        'acme: GET /things answered 403 (MISSING_SCOPES): the credentials may not read this; give them the scope that the README of lambdas/exports/acme names',
      ),
    );
  });

  it('after a status that the asker takes for an answer', async () => {
    line = await openLine();
    line.vendor.faults.push(answering(404, { category: 'OBJECT_NOT_FOUND' }));
    const { status, json } = await line.api.get('/things/7', { accepted: [404] });
    expect({ status, json }).toEqual({ status: 404, json: { category: 'OBJECT_NOT_FOUND' } });
  });

  it.each([
    ['HubSpot', { status: 'error', category: 'VALIDATION_ERROR' }, 'VALIDATION_ERROR'],
    ['Salesforce', [{ errorCode: 'INVALID_FIELD', message: 'x' }], 'INVALID_FIELD'],
    ['Stripe', { error: { type: 'invalid_request_error', code: 'x_y' } }, 'x_y'],
    ['Chargebee', { api_error_code: 'resource_not_found' }, 'resource_not_found'],
    ['Zendesk', { error: 'InvalidEndpoint', description: 'x' }, 'InvalidEndpoint'],
  ])('and names the word that %s has for it', async (_, body, word) => {
    line = await openLine();
    line.vendor.faults.push(answering(400, body));
    await expect(line.api.get('/things')).rejects.toThrow(`answered 400 (${word}): it refuses`);
  });
});

describe("a vendor's own reading of an error", () => {
  const reading = (said: ReturnType<Verdict>) => openLine({ verdict: () => said });

  it('has it asked for again', async () => {
    line = await reading('again');
    line.vendor.faults.push({ ...answering(403), times: 1 });
    expect((await line.api.get('/things')).status).toBe(200);
  });

  it('says that the object is not permitted', async () => {
    line = await reading('not_permitted');
    line.vendor.faults.push(answering(400));
    await expect(line.api.get('/things')).rejects.toThrow(NotPermitted);
  });

  it('leaves the rules where it says nothing', async () => {
    line = await reading(undefined);
    line.vendor.faults.push({ ...answering(503), times: 1 });
    expect((await line.api.get('/things')).status).toBe(200);
  });

  it('is not asked of an answer that is none', async () => {
    line = await reading('not_permitted');
    line.vendor.faults.push({ when: () => true, what: 'reset', times: 1 });
    expect((await line.api.get('/things')).status).toBe(200);
  });
});

describe('credentials that are refused', () => {
  it('F27: are renewed once, and the page that met it is asked for again', async () => {
    line = await openLine();
    line.vendor.faults.push({ ...answering(401), when: (_, nth) => nth === 6 });
    for (let page = 0; page < 10; page += 1) await line.api.get('/things', { query: { page } });
    expect(line.asked).toEqual([false, true]);
    const pages = line.vendor.requests.map(({ query }) => query.get('page'));
    expect(pages.join('')).toBe('01234566789');
    const keys = line.vendor.requests.map(({ headers }) => headers.authorization?.at(-1));
    expect(keys.join('')).toBe('11111112222');
  });

  it('are renewed once for all the requests that are under way', async () => {
    line = await openLine(
      {},
      {
        handle: ({ headers }) => ({
          status: headers.authorization?.endsWith('-2') ? 200 : 401,
          body: {},
        }),
      },
    );
    await Promise.all(Array.from({ length: 8 }, () => line.api.get('/things')));
    expect(line.asked).toEqual([false, true]);
  });

  it('are an error of the settings where the new ones are refused too', async () => {
    line = await openLine();
    line.vendor.faults.push(answering(401, [{ errorCode: 'INVALID_SESSION_ID' }]));
    await expect(line.api.get('/things')).rejects.toThrow(
      new BadSettings(
        'acme: GET /things answered 401 (INVALID_SESSION_ID), with new credentials too: is the secret of acme still valid there?',
      ),
    );
    expect(line.vendor.requests).toHaveLength(2);
  });

  it('may be renewed again by a later request', async () => {
    line = await openLine();
    line.vendor.faults.push({ ...answering(401), when: (_, nth) => nth === 0 || nth === 2 });
    for (let page = 0; page < 3; page += 1) await line.api.get('/things');
    expect(line.asked).toEqual([false, true, true]);
  });

  it('are asked for anew after they could not be had', async () => {
    let times = 0;
    const authorize = async () => {
      times += 1;
      if (times === 1) throw new BadSettings('acme: no secret');
      return { authorization: token };
    };
    line = await openLine({ authorize });
    await expect(line.api.get('/things')).rejects.toThrow('acme: no secret');
    expect((await line.api.get('/things')).status).toBe(200);
  });
});

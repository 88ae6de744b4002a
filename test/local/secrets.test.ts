import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadSettings } from '../../lambdas/errors.ts';
import { localSecrets } from '../../lambdas/local/secrets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(text: string, mode = 0o600): Promise<string> {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, text, { mode });
  await chmod(file, mode);
  return file;
}

const open = (file: string | undefined, environment: Record<string, string> = {}) =>
  localSecrets({ file, environment, fieldsOf: () => ['site', 'key'] });

const failing = async (file: string | undefined, environment: Record<string, string> = {}) => {
  const error: unknown = await open(file, environment)
    .read('chargebee')
    .then(
      () => expect.fail('it must fail'),
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(BadSettings);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('SENTINEL');
  return String(error)
    .replaceAll(folder, '')
    .replace(/0\.\d+/g, 'n');
};

describe('credentials on a laptop', () => {
  it('are JSON in the variable of their source', async () => {
    const secrets = open(undefined, { CS_PULSE_CHARGEBEE: '{"site": "acme", "key": "k"}' });
    expect(await secrets.read('chargebee')).toEqual({ site: 'acme', key: 'k' });
  });

  it('are in a file that only its owner can read, one key per source', async () => {
    const file = await fileOf('{"chargebee": {"site": "acme"}, "stripe": {"key": "k"}}');
    expect(await open(file).read('stripe')).toEqual({ key: 'k' });
  });

  it('are those of the file where both have some, and those of the variable where it has none', async () => {
    const file = await fileOf('{"chargebee": {"site": "of the file"}}');
    const secrets = open(file, {
      CS_PULSE_CHARGEBEE: '{"site": "of the variable"}',
      CS_PULSE_STRIPE: '{"key": "of the variable"}',
    });
    expect(await secrets.read('chargebee')).toEqual({ site: 'of the file' });
    expect(await secrets.read('stripe')).toEqual({ key: 'of the variable' });
  });

  it('are missing by the name of the variable and of the fields', async () => {
    expect(await failing(undefined)).toBe(
      'BadSettings: There are no credentials of chargebee: set CS_PULSE_CHARGEBEE to {"site": …, "key": …}, or give a file by --secrets',
    );
    expect(await failing(await fileOf('{}'))).toContain('or add "chargebee" to /n.json');
    expect(await failing(undefined, { CS_PULSE_CHARGEBEE: '' })).toContain('no credentials');
  });

  it.each([0o640, 0o604, 0o644, 0o660])('are not taken from a file of mode %o', async (mode) => {
    expect(await failing(await fileOf('{"chargebee": "SENTINEL"}', mode))).toBe(
      "BadSettings: Others can read /n.json, which holds secrets: chmod 600 '/n.json'",
    );
  });

  it.each(['SENTINEL', '"SENTINEL"', '["SENTINEL"]', 'null', '{"site": "SENTINEL'])(
    'are refused without being shown where they are no object: %s',
    async (text) => {
      const words = 'is not a JSON object like {"site": …, "key": …}';
      const inVariable = await failing(undefined, { CS_PULSE_CHARGEBEE: text });
      expect(inVariable).toBe(`BadSettings: CS_PULSE_CHARGEBEE ${words}`);
      expect(await failing(await fileOf(text))).toContain('/n.json is not a JSON object like');
      expect(await failing(await fileOf('{"chargebee": "SENTINEL"}'))).toBe(
        `BadSettings: "chargebee" in /n.json ${words}`,
      );
    },
  );

  it('are not found where there is no such file', async () => {
    expect(await failing(join(folder, 'nowhere.json'))).toContain('nowhere.json cannot be read');
  });
});

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

function cli(...args: string[]) {
  const command = ['--import', 'tsx', 'lambdas/local/main.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it('teaches with --help', () => {
    const { status, stdout } = cli('report', '--help');
    expect(status).toBe(0);
    for (const word of [
      '--period',
      '--exports',
      '--mapping',
      '--settings',
      '--out',
      '--as-of',
      '--reader',
      'Examples',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  it('ends with 2 and an example when the edition or an option is wrong', () => {
    expect(cli('report', 'yearly')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('npm run report -- monthly'),
    });
    expect(cli('report', 'weekly', '--as-of', 'yesterday').status).toBe(2);
    expect(cli('report', 'weekly', '--settings', '/nowhere.json')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('/nowhere.json'),
    });
  });

  it('ends with 3 and says what to check when the export is not there', () => {
    expect(cli('report', 'weekly', '--exports', '/nowhere')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('name the folder'),
    });
  });
});

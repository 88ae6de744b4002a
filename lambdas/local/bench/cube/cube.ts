import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { quoted } from '../../views.ts';
import { cubeModel, mrrQueries, usageQueries } from './model.ts';

/** Never a dependency of the project: installed into a folder of its own while the benchmark runs. */
export const cubeVersion = '1.7.43';
const packages = ['schema-compiler', 'duckdb-driver'].map(
  (name) => `@cubejs-backend/${name}@${cubeVersion}`,
);

/** Says why Cube cannot be installed here; null where it is. */
export async function installCube(folder: string): Promise<string | null> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private": true}');
  // Its scripts fetch binaries from outside: the compiler does without them.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', ['install', ...options, ...packages], {
      cwd: folder,
      timeout: 600_000,
    });
    return null;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return `Cube ${cubeVersion} could not be installed: ${text.split('\n').slice(0, 3).join(' ')}`;
  }
}

const written = z.array(z.tuple([z.string(), z.array(z.string())]));
const compiler = fileURLToPath(new URL('./compile.cjs', import.meta.url));

/** SQL that Cube writes for DuckDB, by question. Throws with what the compiler says. */
export async function cubeSql(folder: string, from: string, to: string) {
  const queries = [...usageQueries(from, to), ...mrrQueries];
  const text = await compiled(folder, JSON.stringify({ model: cubeModel, queries }));
  const all = written.parse(JSON.parse(text)).map(([sql, values]) => filled(sql, values));
  const usage = usageQueries(from, to).length;
  return { usage: all.slice(0, usage), mrr: all.slice(usage) };
}

function filled(sql: string, values: readonly string[]): string {
  const left = [...values];
  return sql.replace(/\?/g, () => quoted(left.shift() ?? ''));
}

async function compiled(folder: string, input: string): Promise<string> {
  const child = spawn(process.execPath, [compiler], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  let [text, faults] = ['', ''];
  child.stderr.on('data', (chunk) => {
    faults += chunk;
  });
  for await (const chunk of child.stdout) text += chunk;
  const line = text.split('\n').find((one) => one.startsWith('[['));
  if (line === undefined) throw new Error(`Cube's compiler wrote no SQL: ${faults.slice(0, 500)}`);
  return line;
}

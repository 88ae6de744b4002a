import { join } from 'node:path';
import pc from 'picocolors';
import { penFor } from '../../rendering/writing/pen.ts';
import type { Tile } from '../../reports/model.ts';
import { estimateLine } from '../../runs/price.ts';
import type { EstimatedResult } from './report_command.ts';

/** Prints the headline KPIs as a table and where everything lies. */
export function printResult(out: string, result: EstimatedResult): void {
  const { report, folder, messages, period, estimates } = result;
  const pen = penFor('en-GB', report.currency);
  const rows = report.tiles.map((tile) => [label(tile), ...columns(tile, pen)]);
  const widths = [0, 1, 2].map((n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((text, n) => (n === 1 ? text.padStart(widths[n] ?? 0) : text.padEnd(widths[n] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const title = `${report.company} · ${period.label} (${period.start} to before ${period.end}, ${report.period.time_zone})`;
  process.stdout.write(
    `\n${pc.bold(title)}\n${pen.prose(report.headline)}\n\n${lines.join('\n')}\n\n`,
  );
  process.stdout.write(`Everything:  ${join(out, folder)}\n`);
  process.stdout.write(`Dictionary:  ${join(out, folder, 'dictionary.html')}\n`);
  for (const message of messages) {
    process.stdout.write(`Document:    ${join(out, message.replace(/eml$/, 'html'))}\n`);
  }
  process.stdout.write(`In the cloud: ${estimateLine(estimates)}\n`);
}

function label({ label: name, window }: Tile): string {
  return window === 'period' ? name : `${name} (${window.replaceAll('_', ' ')})`;
}

function columns(tile: Tile, pen: ReturnType<typeof penFor>): readonly string[] {
  if (tile.value === null) return ['–', pen.prose(tile.reason ?? '')];
  const change = tile.change ? `${pen.brief(tile.change.by)} vs ${tile.change.against}` : '';
  return [pen.brief(tile.value), change];
}

import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Memory of this process at its highest since the last call, in megabytes, DuckDB's with it. Where the system
 * cannot begin anew it is the highest so far.
 */
export function peakSinceLast(): number {
  const peak = highest();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Only Linux lets a process reset it.
  }
  return peak;
}

function highest(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1000;
  } catch {
    return process.resourceUsage().maxRSS / 1000;
  }
}

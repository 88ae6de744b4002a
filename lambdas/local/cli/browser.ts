import { spawn } from 'node:child_process';

/** Where there is no browser the address stands on the terminal. */
export function openBrowser(address: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[String(process.platform)] ?? 'xdg-open';
  const opening = spawn(command, [address], { stdio: 'ignore', detached: true });
  opening.on('error', () => {});
  opening.unref();
}

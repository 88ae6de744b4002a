import { existsSync, readFileSync } from 'node:fs';
import { allMessages } from '../test/rendering/languages/messages.ts';

/**
 * Prints the file of a language with every text that reports say, in the order of the alphabet: what it has
 * translated, and "" for what is to be done. `npm run --silent messages -- fr > fr.json` starts a new one.
 */
const [tag = ''] = process.argv.slice(2);
const path = `templates/languages/${tag}.json`;
const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { messages: {} };
const { script = '' } = new Intl.Locale(tag).maximize();
const direction = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo'].includes(script) ? 'rtl' : 'ltr';
const messages = allMessages().map((text) => [text, known.messages[text] ?? '']);
const file = { direction, messages: Object.fromEntries(messages) };
process.stdout.write(`${JSON.stringify(file, null, 2)}\n`);

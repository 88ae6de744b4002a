import { folderRecords } from '../../lambdas/local/records.ts';

/** Adds one to `n.json` of a folder so many times: a second process of folder_records.test.ts. */
const [root = '', times = '0'] = process.argv.slice(2);
const records = folderRecords(root);
for (let done = 0; done < Number(times); ) {
  const found = await records.read('n.json');
  if (found && (await records.replace('n.json', `${Number(found.body) + 1}`, found.version))) {
    done += 1;
  }
}

// Runs in the folder into which Cube was installed: reads a model and queries, prints the SQL that Cube writes.
// Its native part is fetched from outside when it is installed, which is not to be had everywhere. Without it the
// compiler in JavaScript is left, and of the native part it wants only a template engine, which no model here uses.
process.env.CUBEJS_TESSERACT_SQL_PLANNER = 'false';
const { createRequire } = require('node:module');
const { join } = require('node:path');
const own = createRequire(join(process.cwd(), 'package.json'));
const { NativeInstance } = own('@cubejs-backend/native');
const { prepareCompiler } = own('@cubejs-backend/schema-compiler');
const { DuckDBDriver } = own('@cubejs-backend/duckdb-driver');

NativeInstance.prototype.newJinjaEngine = () => ({ loadTemplate() {} });
let input = '';
process.stdin.on('data', (chunk) => {
  input += chunk;
});
process.stdin.on('end', async () => {
  const { model, queries } = JSON.parse(input);
  const files = [{ fileName: 'model.js', content: model }];
  const repository = { localPath: () => process.cwd(), dataSchemaFiles: async () => files };
  const compilers = prepareCompiler(repository, { adapter: 'duckdb' });
  await compilers.compiler.compile();
  const Query = DuckDBDriver.dialectClass();
  const written = queries.map((query) => new Query(compilers, query).buildSqlAndParams());
  console.log(JSON.stringify(written));
});

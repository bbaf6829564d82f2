/**
 * Imported before anything else by every script: says in one sentence what is wrong where the running Node is too old.
 * Plain JavaScript of 2018, so that an old Node can still say it.
 */
const needed = [22, 12];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `This needs Node ${needed.join('.')} or newer, and this is ${process.version}. ` +
      'Start it through npm (npm start, npm test, npm run ...): npm ci installs the right Node into node_modules.',
  );
  process.exit(1);
}

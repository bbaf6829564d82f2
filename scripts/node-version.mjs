/**
 * Imported before anything else by every script: says in one sentence what is wrong where the running Node is too old.
 * Plain JavaScript of 2018, so that an old Node can still say it.
 */
const needed = { major: 22, minor: 12 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major * 1000 + minor < needed.major * 1000 + needed.minor) {
  console.error(
    `This needs Node ${needed.major}.${needed.minor} or newer, and this is ${process.version}. ` +
      'Start it through npm (npm start, npm test, npm run ...): npm ci installs the right Node into node_modules.',
  );
  process.exit(1);
}

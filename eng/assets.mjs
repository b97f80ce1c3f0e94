// Copies what browsers need out of node_modules to wwwroot/lib, which is not committed. Runs before any dotnet command:
// MSBuild collects static files before its targets run.
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lib = join(root, 'wwwroot', 'lib');
const from = (...path) => join(root, 'node_modules', ...path);

function copy(source, target) {
  mkdirSync(dirname(join(lib, target)), { recursive: true });
  cpSync(source, join(lib, target));
}

/** A fontsource style sheet and just the font files that it names. */
function copyFont(name) {
  const folder = from('@fontsource-variable', name);
  copy(join(folder, 'wght.css'), `${name}/wght.css`);
  for (const [, file] of readFileSync(join(folder, 'wght.css'), 'utf8').matchAll(/url\(\.\/(files\/[^)]+)\)/g))
    copy(join(folder, file), `${name}/${file}`);
}

rmSync(lib, { recursive: true, force: true });
copy(from('@microsoft', 'signalr', 'dist', 'browser', 'signalr.min.js'), 'signalr/signalr.min.js');
copy(from('idiomorph', 'dist', 'idiomorph.esm.js'), 'idiomorph/idiomorph.esm.js');
copy(from('apexcharts', 'dist', 'apexcharts.esm.js'), 'apexcharts/apexcharts.esm.js');
copy(from('apexcharts', 'dist', 'apexcharts.css'), 'apexcharts/apexcharts.css');
copyFont('noto-sans-sc');
copyFont('inter');

/** Which controllers --controllers lets run. */
import { disabledByDefault, longControllerNames } from '../../releases/controller-manager.ts';
import type { Release } from '../../releases/release.ts';

/**
 * The first entry that names the controller decides; else `*` switches on whatever is not off by default
 * (cmd/kube-controller-manager/app/controllermanager.go, IsControllerEnabled).
 * @param flag entries of --controllers: `*`, `name`, `-name`
 * @param name short name
 */
export function isEnabled(name: string, flag: readonly string[], release: Release): boolean {
  const aliases = longControllerNames.at(release);
  for (const entry of flag) {
    const off = entry.startsWith('-');
    const named = off ? entry.slice(1) : entry;
    if ((aliases[named] ?? named) === name) return !off;
  }
  return flag.includes('*') && !disabledByDefault.at(release).includes(name);
}

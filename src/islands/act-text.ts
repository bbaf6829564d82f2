import type { ActAt } from '../player/acts.ts';
import type { Words } from '../site/words.ts';

/** What was done, in a few words for a list of branches. */
export function actText(at: ActAt | undefined, t: Words): string {
  const act = at?.act;
  switch (act?.verb) {
    case undefined:
      return '';
    case 'approve':
      return t('lab.act.approve');
    case 'deny':
      return t('lab.act.deny');
    case 'create':
      return t('lab.act.create', { binding: act.binding });
    case 'delete':
      return t('lab.act.delete', { binding: act.binding });
    case 'provision':
      return t('lab.act.provision');
    case 'restart':
      return t('lab.act.restart');
    case 'wait':
      // Of a date the day: the hour is in the link.
      return t('lab.act.wait', { until: act.until.replace(/T.*/, '') });
    case 'power':
      return t(act.on ? 'lab.act.powerOn' : 'lab.act.powerOff');
    case 'clock':
      return act.offset === '0'
        ? t('lab.act.clockRight')
        : t('lab.act.clock', { offset: act.offset });
  }
}

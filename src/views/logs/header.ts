import { civil, padded, type Instant } from '../../cluster/model/instant.ts';

/**
 * `I0302 09:00:01.002000 bootstrap.go]`: severity, month and day, the host's own clock (glog and klog, formatHeader; the
 * format is the same in every release).
 * SIMPLIFIED: a log line shows neither the process id nor the line number of the source file, and hosts keep UTC.
 */
export function logHeader(severity: string, clock: Instant, file: string): string {
  const t = civil(clock);
  const time = `${padded(t.hour)}:${padded(t.minute)}:${padded(t.second)}.${padded(t.millisecond, 3)}000`;
  return `${severity}${padded(t.month)}${padded(t.day)} ${time} ${file}]`;
}

/**
 * Lines that the certificate controllers print, worded as the release words them.
 * SIMPLIFIED: "Finished syncing certificate request", which carries a measured time, and cfssl's own line about each
 * certificate, which goes round the log format, are left out.
 */
import {
  certificateLogFile,
  certificateLogStyle,
  handledError,
  startLine,
} from '../../releases/controller-manager.ts';
import type { Release } from '../../releases/release.ts';
import type { FactOf } from '../model/facts.ts';
import { goQuoted } from '../model/go-text.ts';
import type { ComponentId } from '../model/requests.ts';

export type Line = Pick<FactOf<'log.printed'>, 'severity' | 'verbosity' | 'file' | 'message'>;

export const printed = (by: ComponentId, line: Line): FactOf<'log.printed'> => ({
  type: 'log.printed',
  by,
  ...line,
});

const info = (release: Release, verbosity: number, message: string): Line => ({
  severity: 'I',
  verbosity,
  file: certificateLogFile.at(release),
  message,
});

/** What one certificate controller prints when it begins. */
export function startingLine(name: string, release: Release): Line {
  if (certificateLogStyle.at(release) === 'structured') {
    return info(release, 0, `"Starting certificate controller" name=${goQuoted(name)}`);
  }
  const wording = startLine.at(release);
  const tail = { manager: ' manager', nameless: '', named: ` ${goQuoted(name)}` }[wording];
  return info(release, 0, `Starting certificate controller${tail}`);
}

/**
 * The informer's handler saw a request.
 * SIMPLIFIED: each certificate controller prints this line for itself, two to five times in all; here it stands once.
 */
export function eventLine(
  event: 'Adding' | 'Updating' | 'Deleting',
  csr: string,
  release: Release,
): Line {
  const text = `${event} certificate request`;
  if (certificateLogStyle.at(release) === 'printf') return info(release, 4, `${text} ${csr}`);
  return info(release, 4, `"${text}" ${event === 'Updating' ? 'old' : 'csr'}=${goQuoted(csr)}`);
}

/**
 * A pass failed: an error of the plain kind goes through utilruntime.HandleError, an ignorable one is a line at -v=4.
 * (pkg/controller/certificates/certificate_controller.go, processNextWorkItem)
 */
export function failedSyncLine(
  csr: string,
  error: string,
  ignorable: boolean,
  release: Release,
): Line {
  const text = `Sync ${csr} failed with : ${error}`;
  if (!ignorable) {
    const structured = handledError.at(release) === 'unhandledError';
    const message = structured ? `"Unhandled Error" err=${goQuoted(text)}` : text;
    return { severity: 'E', verbosity: 0, file: certificateLogFile.at(release), message };
  }
  if (certificateLogStyle.at(release) === 'printf') return info(release, 4, text);
  return info(
    release,
    4,
    `"Sync certificate request failed" csr=${goQuoted(csr)} err=${goQuoted(error)}`,
  );
}

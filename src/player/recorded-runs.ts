/** Gets recorded runs from the site. */
import { NoticeError } from './notice.ts';
import type { RunName } from './place.ts';
import { unpacked, type PackedRecording } from './packed.ts';
import { recordingPath, type Recording } from './recording.ts';

/** Path within the site → address. */
export type AddressOf = (path: `/${string}`) => string;

async function answerOf(address: string): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address);
  } catch (error) {
    throw new NoticeError({ key: 'lab.recording.unreachable' }, error);
  }
  if (!answer.ok)
    throw new NoticeError({
      key: 'lab.recording.missing',
      values: { status: String(answer.status) },
    });
  return answer;
}

/**
 * The recorded run of a scenario.
 * @throws NoticeError where it cannot be loaded or is no recording
 */
export async function loadRecording(
  scenario: string,
  { release, variant }: RunName,
  addressOf: AddressOf,
): Promise<Recording> {
  const answer = await answerOf(addressOf(`/${recordingPath(scenario, release, variant)}`));
  try {
    return unpacked((await answer.json()) as PackedRecording);
  } catch (error) {
    throw new NoticeError({ key: 'lab.recording.unreadable' }, error);
  }
}

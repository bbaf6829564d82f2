/** The recorded runs as JSON, packed for the way: `/recordings/<scenario>[/<variant>]/<release>.json`. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { packed } from '../../recordings/pack.ts';
import {
  pathOf,
  recordedRun,
  runsToRecord,
  type RunToRecord,
} from '../../recordings/recorded-runs.ts';

export const getStaticPaths = (() =>
  runsToRecord().map((run) => ({
    params: { path: pathOf(run).replace(/^recordings\/|\.json$/g, '') },
    props: { run },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ run: RunToRecord }> = async ({ props }) =>
  new Response(JSON.stringify(packed(await recordedRun(props.run))), {
    headers: { 'Content-Type': 'application/json' },
  });

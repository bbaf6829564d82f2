import { certificatesView } from '../../src/views/certificates/index.ts';
import { chartsView } from '../../src/views/chart/index.ts';
import { diskView } from '../../src/views/disk/index.ts';
import { logsView } from '../../src/views/logs/index.ts';
import { objectsView } from '../../src/views/objects/index.ts';
import type { Projection } from '../../src/views/projection.ts';
import { sequenceView } from '../../src/views/sequence/index.ts';
import { stageView } from '../../src/views/stage/index.ts';
import { timelineView } from '../../src/views/timeline/index.ts';
import { liveNamesView } from '../../src/views/walk/index.ts';

export const ALL_VIEWS: Readonly<Record<string, Projection<unknown>>> = {
  certificates: certificatesView as Projection<unknown>,
  charts: chartsView as Projection<unknown>,
  disk: diskView as Projection<unknown>,
  liveNames: liveNamesView as Projection<unknown>,
  logs: logsView as Projection<unknown>,
  objects: objectsView as Projection<unknown>,
  sequence: sequenceView as Projection<unknown>,
  stage: stageView as Projection<unknown>,
  timeline: timelineView as Projection<unknown>,
};

import { describe, expect, it } from 'vitest';
import { BOOT, csr, csrs, lab, objectOf } from './requests.ts';

describe('a watch', () => {
  it('begins with what is there and goes on with what changes', async () => {
    const run = await lab();
    const pem = await run.request('a');
    await run.ask(BOOT, csrs('create', 'v1', { body: csr(pem) }));
    await run.ask(BOOT, csrs('watch', 'v1', { fieldSelector: 'metadata.name=csr-1' }));
    await run.ask(BOOT, csrs('create', 'v1', { body: csr(pem, 'csr-2') }));
    const read = objectOf(await run.ask(run.admin(), csrs('get', 'v1', { name: 'csr-1' })));
    const labelled = { ...read, metadata: { ...read.metadata, labels: { a: 'b' } } };
    await run.ask(run.admin(), csrs('update', 'v1', { name: 'csr-1', body: labelled }));
    await run.ask(run.admin(), csrs('delete', 'v1', { name: 'csr-1' }));
    const events = run.simulation.log.filter((fact) => fact.type === 'watch.received');
    expect(events.map(({ event }) => `${event.type} ${event.object.metadata.name}`)).toEqual([
      'ADDED csr-1',
      'MODIFIED csr-1',
      'DELETED csr-1',
    ]);
    expect(events.at(-1)?.event.object.metadata.labels).toEqual({ a: 'b' });
  });

  it('is told of objects deleted together, each as it was', async () => {
    const run = await lab();
    const pem = await run.request('a');
    for (const name of ['csr-1', 'csr-2'])
      await run.ask(BOOT, csrs('create', 'v1', { body: csr(pem, name) }));
    await run.ask(BOOT, csrs('watch', 'v1'));
    for (const name of ['csr-1', 'csr-2'])
      await run.ask(run.admin(), csrs('delete', 'v1', { name }));
    const gone = run.simulation.log.flatMap((fact) =>
      fact.type === 'watch.received' && fact.event.type === 'DELETED'
        ? [fact.event.object.metadata.name]
        : [],
    );
    expect(gone).toEqual(['csr-1', 'csr-2']);
  });
});

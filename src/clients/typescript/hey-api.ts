import { createNorm, getNorm, getPointOfContact, listNorms, listReachable, replaceNorm, replacePointOfContact } from './generated/hey-api';
import { createClient } from './generated/hey-api/client';
import { contactId, frameworks, key, newer, norm, present, question, registry, report } from './expected';

const client = createClient({ baseUrl: registry });
const admin = createClient({ baseUrl: registry, auth: ({ type }) => (type === 'apiKey' ? key : undefined) });

async function main() {
  const filtered = await listNorms({ client, query: { framework: frameworks, limit: 200 } });
  report('frameworks', ...[...new Set(present(filtered.data).items.map((each) => each.framework))].sort());

  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await listNorms({ client, query: { limit: 5, cursor } });
    present(page.data).items.forEach((each) => ids.add(each.id));
    cursor = page.data?.cursor;
  } while (cursor !== undefined);
  report('norms', ids.size);

  const path = { id: contactId };
  const open = await getPointOfContact({ client, path });
  report('without key', open.data?.channels?.length ?? 0, present(open.data?.redacted).length > 0);
  const read = await getPointOfContact({ client: admin, path });
  const contact = present(read.data);
  report('with key', contact.channels?.length, contact.redacted?.length ?? 0);

  const missing = await getNorm({ client, path: { id: 'no-such-norm' } });
  report('missing', missing.error?.status, missing.error?.type);

  const before = await listReachable({ client: admin, query: question });
  const headers = { 'If-Match': present(read.response?.headers.get('ETag')) };
  const put = await replacePointOfContact({ client: admin, path, headers, body: contact });
  report('put back', present(put.data).version - contact.version);
  const after = await listReachable({ client: admin, query: question });
  for (const page of [before, after]) {
    report('reachable', page.data?.items.find((each) => each.contact === contactId)?.reason);
  }

  const created = await createNorm({ client: admin, body: norm('client-hey-api') });
  const mine = present(created.data);
  report('created', mine.version);
  const target = { client: admin, path: { id: mine.id }, headers: { 'If-Match': present(created.response?.headers.get('ETag')) } };
  const changed = await replaceNorm({ ...target, body: { ...mine, title: { en: 'Changed' } } });
  report('changed', changed.data?.version);
  const stale = await replaceNorm({ ...target, body: mine });
  report('stale', stale.error?.status, stale.error?.type);
  const bare = await replaceNorm({ client: admin, path: target.path, body: mine });
  report('no condition', bare.error?.status, bare.error?.type);

  const future = await getNorm({ client: createClient({ baseUrl: newer }), path: { id: 'newer' } });
  report('unknown value', ...present(future.data?.character));
}

main();

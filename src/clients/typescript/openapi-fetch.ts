import createClient from 'openapi-fetch';
import type { paths } from './generated/openapi-fetch/paths';
import { contactId, frameworks, key, newer, norm, present, question, registry, report } from './expected';

const client = createClient<paths>({ baseUrl: registry });
const admin = createClient<paths>({ baseUrl: registry, headers: { 'X-API-Key': key } });

async function main() {
  const filtered = await client.GET('/v1/norms', { params: { query: { framework: frameworks, limit: 200 } } });
  report('frameworks', ...[...new Set(present(filtered.data).items.map((each) => each.framework))].sort());

  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await client.GET('/v1/norms', { params: { query: { limit: 5, cursor } } });
    present(page.data).items.forEach((each) => ids.add(each.id));
    cursor = page.data?.cursor;
  } while (cursor !== undefined);
  report('norms', ids.size);

  const path = { id: contactId };
  const open = await client.GET('/v1/points-of-contact/{id}', { params: { path } });
  report('without key', open.data?.channels?.length ?? 0, present(open.data?.redacted).length > 0);
  const read = await admin.GET('/v1/points-of-contact/{id}', { params: { path } });
  const contact = present(read.data);
  report('with key', contact.channels?.length, contact.redacted?.length ?? 0);

  const missing = await client.GET('/v1/norms/{id}', { params: { path: { id: 'no-such-norm' } } });
  report('missing', missing.error?.status, missing.error?.type);

  const before = await admin.GET('/v1/points-of-contact/reachable', { params: { query: question } });
  const put = await admin.PUT('/v1/points-of-contact/{id}', {
    params: { path, header: { 'If-Match': present(read.response.headers.get('ETag')) } },
    body: contact,
  });
  report('put back', present(put.data).version - contact.version);
  const after = await admin.GET('/v1/points-of-contact/reachable', { params: { query: question } });
  for (const page of [before, after]) {
    report('reachable', page.data?.items.find((each) => each.contact === contactId)?.reason);
  }

  const created = await admin.POST('/v1/norms', { body: norm('client-openapi-fetch') });
  const mine = present(created.data);
  report('created', mine.version);
  const header = { 'If-Match': present(created.response.headers.get('ETag')) };
  const params = { path: { id: mine.id }, header };
  const changed = await admin.PUT('/v1/norms/{id}', { params, body: { ...mine, title: { en: 'Changed' } } });
  report('changed', changed.data?.version);
  const stale = await admin.PUT('/v1/norms/{id}', { params, body: mine });
  report('stale', stale.error?.status, stale.error?.type);
  const bare = await admin.PUT('/v1/norms/{id}', { params: { path: { id: mine.id } }, body: mine });
  report('no condition', bare.error?.status, bare.error?.type);

  const future = await createClient<paths>({ baseUrl: newer }).GET('/v1/norms/{id}', { params: { path: { id: 'newer' } } });
  report('unknown value', ...present(future.data?.character));
}

main();

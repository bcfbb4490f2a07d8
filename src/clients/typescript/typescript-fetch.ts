import { Configuration, NormsApi, PointsOfContactApi, ProblemFromJSON, ResponseError } from './generated/typescript-fetch';
import { contactId, frameworks, key, newer, norm, present, question, registry, report } from './expected';

const open = new Configuration({ basePath: registry });
const admin = new Configuration({ basePath: registry, apiKey: key });
const at = new Date(question.at);

/** Reports the problem with which a request failed. */
async function reportProblem(name: string, request: Promise<unknown>) {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const problem = ProblemFromJSON(await error.response.json());
    report(name, problem.status, problem.type);
  }
}

async function main() {
  const norms = new NormsApi(open);
  const filtered = await norms.listNorms({ framework: frameworks, limit: 200 });
  report('frameworks', ...[...new Set(filtered.items.map((each) => each.framework))].sort());

  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await norms.listNorms({ limit: 5, cursor });
    page.items.forEach((each) => ids.add(each.id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  report('norms', ids.size);

  const redacted = await new PointsOfContactApi(open).getPointOfContact({ id: contactId });
  report('without key', redacted.channels?.length ?? 0, present(redacted.redacted).length > 0);
  const contacts = new PointsOfContactApi(admin);
  const read = await contacts.getPointOfContactRaw({ id: contactId });
  const contact = await read.value();
  report('with key', contact.channels?.length, contact.redacted?.length ?? 0);

  await reportProblem('missing', norms.getNorm({ id: 'no-such-norm' }));

  const before = await contacts.listReachable({ ...question, at });
  const ifMatch = present(read.raw.headers.get('ETag'));
  const put = await contacts.replacePointOfContact({ id: contactId, ifMatch, pointOfContactInput: contact });
  report('put back', put.version - contact.version);
  const after = await contacts.listReachable({ ...question, at });
  for (const page of [before, after]) {
    report('reachable', page.items.find((each) => each.contact === contactId)?.reason);
  }

  const mine = new NormsApi(admin);
  const created = await mine.createNormRaw({ normInput: norm('client-typescript-fetch') });
  const normInput = await created.value();
  report('created', normInput.version);
  const target = { id: normInput.id, ifMatch: present(created.raw.headers.get('ETag')) };
  const changed = await mine.replaceNorm({ ...target, normInput: { ...normInput, title: { en: 'Changed' } } });
  report('changed', changed.version);
  await reportProblem('stale', mine.replaceNorm({ ...target, normInput }));
  await reportProblem('no condition', mine.replaceNorm({ id: normInput.id, normInput }));

  const future = await new NormsApi(new Configuration({ basePath: newer })).getNorm({ id: 'newer' });
  report('unknown value', ...present(future.character));
}

main();

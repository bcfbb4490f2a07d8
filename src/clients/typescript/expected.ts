/** What all programs use: where the registry is, what they send, and how they report. */
export const registry = process.env.REGISTRY_URL!;
export const newer = process.env.REGISTRY_NEWER_URL!;
export const key = process.env.REGISTRY_ADMIN_KEY!;

export const contactId = 'example-technical-desk';
export const question = { party: 'example-land', category: 'technical', at: '2026-11-25T15:00:00Z' };
export const frameworks = ['g7-lucca-2017', 'un-gge-2015'];

export function norm(id: string) {
  return {
    id,
    framework: 'g7-lucca-2017',
    designation: 'client',
    title: { en: 'A norm of a client' },
    summary: { en: 'It was created by a program with a generated client.' },
    citations: [{ document: 'g7-lucca-2017', locator: 'L49', confidence: 'unconfirmed' as const }],
  };
}

export function report(name: string, ...values: unknown[]) {
  console.log(`${name}: ${values.join(' ')}`);
}

/** The value, or an error where there is none. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw new Error('a value is missing');
  }
  return value;
}

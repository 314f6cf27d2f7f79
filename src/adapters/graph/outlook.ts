import * as z from 'zod';
import { GraphClient, type GraphAccess } from './client';

type Query = Readonly<Record<`$${string}`, string>>;

/** Ids that stay the same when an item moves: a draft that is sent moves. To be asked for in every request. */
const headers = { Prefer: 'IdType="ImmutableId"' };

const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** One mailbox with its calendar, as far as both adapters need it. What goes wrong is thrown as the library has it. */
export class OutlookMailbox {
  private readonly client: GraphClient;

  constructor(
    access: GraphAccess,
    readonly address: string,
  ) {
    this.client = new GraphClient(access);
  }

  get(path: string, query: Query = {}): Promise<unknown> {
    return this.client.get(this.pathOf(path, query), { headers });
  }

  post(path: string, body?: object): Promise<unknown> {
    return this.client.post(this.pathOf(path), body, { headers });
  }

  patch(path: string, body: object): Promise<unknown> {
    return this.client.patch(this.pathOf(path), body, { headers });
  }

  /** `complete` false: there are more pages than were read. */
  async list(path: string, query: Query, pages = 1): Promise<{ readonly items: readonly unknown[]; readonly complete: boolean }> {
    const items: unknown[] = [];
    let next: string | undefined = this.pathOf(path, query);
    for (let nr = 0; next !== undefined && nr < pages; nr += 1) {
      const { value, '@odata.nextLink': link } = page.parse(await this.client.get(next, { headers }));
      items.push(...value);
      next = link === undefined ? undefined : this.client.pathOf(link);
    }
    return { items, complete: next === undefined };
  }

  /** Encoded here: the library puts a query into the address as it is. */
  private pathOf(path: string, query: Query = {}): string {
    const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `/users/${encodeURIComponent(this.address)}${path}${options.length > 0 ? `?${options.join('&')}` : ''}`;
  }
}

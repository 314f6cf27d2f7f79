import { join } from 'node:path';
import { storeCredential } from '../adapters/identity/connect';
import { connect } from '../adapters/tables/connect';
import type { Tables } from '../adapters/tables/open';
import { unseal } from '../app/chain';
import { rolleindehavere } from '../app/rosterChanges';
import { readStoreConfig, readToolIdentity } from '../config';
import { loadContent } from '../content/loader';
import { replay } from '../domain/incident';
import type { LogDeps } from './logCommand';
import type { RosterDeps } from './rosterCommand';

/** The build puts the content beside the commands. */
const CONTENT_DIR = join(__dirname, 'content');

async function openStore(): Promise<Tables> {
  const tables = connect(readStoreConfig(), () => storeCredential(readToolIdentity()));
  await tables.ensureTables();
  return tables;
}

export async function openLog(): Promise<LogDeps> {
  const { events, index } = await openStore();
  return { store: events, index, contentByHash: loadContent(CONTENT_DIR).byHash };
}

export async function openRoster(): Promise<RosterDeps> {
  const { events, index, roster } = await openStore();
  const inOpenIncidents = async () => {
    const open = (await index.all()).filter((row) => row.status === 'open');
    const states = await Promise.all(open.map(async ({ id }) => replay(id, (await events.readLines(id, 0)).map(unseal))));
    return new Set(states.flatMap((state) => (state.phase === 'open' ? [...rolleindehavere(state)] : [])));
  };
  return { roster, inOpenIncidents };
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isJsonObject, stringAt, type JsonObject } from './connector/json';
import type { Person, TeamsSetting } from './connector/setting';

/** Guests to whom the app could not be given: they show what a 403 looks like. */
const WITHOUT_APP = new Set(['rikke', 'torben']);

const ROLE_TITLES: Record<string, string> = {
  kriseleder: 'kriseleder',
  logfoerer: 'logfører',
  procesansvarlig: 'procesansvarlig',
  bemandingsansvarlig: 'bemandingsansvarlig',
};

export interface DemoPerson extends Person {
  /** Shown beside the name where one chooses who to be. */
  title: string;
}

export interface DemoSetting extends TeamsSetting {
  people: DemoPerson[];
  krisestabChannelId: string;
  styregruppeChannelId: string;
  /** The mailboxes that the bot books meetings in and sends mails from; they may be one. */
  meetingOrganizer: string;
  mailSender: string;
}

const SHARED_MAILBOX = 'beredskab@ddh.example';
const TEAM_THREAD = '19:ddhBEredskab000000000000000000000000@thread.tacv2';

/** A team has two names: its thread id, which the connector knows, and its group id in Entra, which Graph knows. */
function isGroupId(teamId: string | undefined): teamId is string {
  return teamId !== undefined && /^[0-9a-f-]{36}$/i.test(teamId);
}

/** The same team at every start; ids from the environment win, so that a bot set up for them feels at home. */
export function createDemoSetting(rosterFile: string, env: NodeJS.ProcessEnv): DemoSetting {
  const krisestab = env.KRISESTAB_CHANNEL_ID ?? '19:kriSEstab0000000000000000000000000000@thread.tacv2';
  const styregruppe = env.STYREGRUPPE_CHANNEL_ID ?? '19:styREgruppe00000000000000000000000000@thread.tacv2';
  const roster: unknown = parse(readFileSync(rosterFile, 'utf8'));
  return {
    tenantId: env.BOT_TENANT_ID ?? '7a1d5c2e-0f3b-4b6e-9a44-2d3c5e6f7a80',
    bot: { id: `28:${env.BOT_ID ?? '3f0c1b2a-5d4e-4f6a-8b7c-9d0e1f2a3b4c'}`, name: 'DDH Beredskab' },
    team: {
      id: isGroupId(env.TEAM_ID) ? TEAM_THREAD : (env.TEAM_ID ?? TEAM_THREAD),
      name: 'DDH Beredskab',
      aadGroupId: isGroupId(env.TEAM_ID) ? env.TEAM_ID : 'c0ffee00-1234-4abc-8def-0123456789ab',
    },
    channels: [
      { id: krisestab, name: 'Krisestab' },
      { id: styregruppe, name: 'Styregruppe' },
    ],
    krisestabChannelId: krisestab,
    styregruppeChannelId: styregruppe,
    meetingOrganizer: env.MEETING_ORGANIZER ?? SHARED_MAILBOX,
    mailSender: env.MAIL_SENDER ?? SHARED_MAILBOX,
    people: isJsonObject(roster) ? peopleOf(roster) : [],
  };
}

// The bot validates the roster and complains line by line; here a person that makes no sense is merely not shown.
function peopleOf(roster: JsonObject): DemoPerson[] {
  const titles = titlesOf(roster);
  return listAt(roster, 'people').flatMap((entry): DemoPerson[] => {
    const id = stringAt(entry, 'id');
    const name = stringAt(entry, 'name');
    if (id === undefined || name === undefined) return [];
    const teamMember = titles.team.has(id);
    return [
      {
        id,
        name,
        teamsId: stringAt(entry, 'teamsId'),
        email: stringAt(entry, 'email'),
        guest: isJsonObject(entry) && entry.guest === true,
        teamMember,
        appInstalled: teamMember && !WITHOUT_APP.has(id),
        title: [...(titles.team.get(id) ?? []), ...(titles.outside.get(id) ?? [])].join(', '),
      },
    ];
  });
}

/** The krisestab and the styregruppe make up the team; the others are outside it. */
function titlesOf(roster: JsonObject): { team: Map<string, string[]>; outside: Map<string, string[]> } {
  const team = new Map<string, string[]>();
  const outside = new Map<string, string[]>();
  const add = (to: Map<string, string[]>, id: unknown, title: string): void => {
    if (typeof id === 'string') to.set(id, [...(to.get(id) ?? []), title]);
  };
  const roles = isJsonObject(roster.roles) ? roster.roles : {};
  for (const [role, people] of Object.entries(roles)) {
    const title = ROLE_TITLES[role] ?? role;
    add(team, stringAt(people, 'holder'), title);
    for (const deputy of isJsonObject(people) ? listAt(people, 'deputies') : []) add(team, deputy, `${title} (stedfortræder)`);
  }
  for (const seat of listAt(roster, 'styregruppe')) {
    const chairs = isJsonObject(seat) && seat.formand === true;
    add(team, stringAt(seat, 'person'), chairs ? 'formand for styregruppen' : 'styregruppen');
    add(team, stringAt(seat, 'suppleant'), 'styregruppen (suppleant)');
  }
  for (const person of listAt(roster, 'repraesentantskab')) add(outside, person, 'repræsentantskabet');
  for (const contact of listAt(roster, 'kommunekontakter')) {
    const kommune = stringAt(contact, 'kommune') ?? '';
    add(outside, stringAt(contact, 'primary'), `kontakt i ${kommune}`);
    add(outside, stringAt(contact, 'secondary'), `kontakt i ${kommune}`);
  }
  return { team, outside };
}

function listAt(from: JsonObject, key: string): unknown[] {
  const found = from[key];
  return Array.isArray(found) ? found : [];
}

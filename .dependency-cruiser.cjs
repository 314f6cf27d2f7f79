const path = require('node:path');

/**
 * Who may import whom. Imports point downwards only:
 *
 *   domain ← content ← cards ← app ← adapters, teams, reports ← cli ← main
 *
 * tests/architecture/boundaries.test.ts runs these rules over src/ and shows for each that it really catches.
 */

/** Everything in src/ except the named folders and files, as a regular expression. */
const allOfSrcBut = (...parts) => `^src/(?!${parts.join('|')})`;
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;
/** The entry points in build.mjs. */
const PROGRAMS = '^src/(main|adapters/telemetry/start|cli/(log|roster|cards)|oevebane/start)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'The core knows no clock, id generator, SDK, file or network: src/domain imports itself and luxon (calendar arithmetic), nothing else.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', packages('luxon')] },
    },
    {
      name: 'content-knows-only-domain',
      comment: 'Content is read into the shapes that the core defines; it knows neither cards nor anything above.',
      severity: 'error',
      from: { path: '^src/content/' },
      to: { path: allOfSrcBut('content/', 'domain/') },
    },
    {
      name: 'cards-are-views',
      comment: 'A card is a pure function of state and content: it can not reach the store, Teams or the command loop.',
      severity: 'error',
      from: { path: '^src/cards/' },
      to: { path: allOfSrcBut('cards/', 'content/', 'domain/') },
    },
    {
      name: 'app-knows-only-ports',
      comment: 'The command loop and what follows from it see the outside through the ports in app only (ports.ts, messenger.ts, mailbox.ts …); adapters and Teams are plugged in by main.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: allOfSrcBut('app/', 'cards/', 'content/', 'domain/') },
    },
    {
      name: 'adapters-know-only-app',
      comment: 'An adapter fills a port of app. It knows neither Teams nor the reports, and only connect.ts knows how the bot is configured.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: allOfSrcBut('adapters/', 'app/', 'cards/', 'content/', 'domain/', 'config\\.ts') },
    },
    {
      name: 'teams-is-a-thin-shell',
      comment: 'Teams turns activities into commands and cards into replies. Storing and reporting happen behind app, never here.',
      severity: 'error',
      from: { path: '^src/teams/' },
      to: { path: allOfSrcBut('teams/', 'app/', 'cards/', 'content/', 'domain/', 'config\\.ts') },
    },
    {
      name: 'reports-know-only-app',
      comment: 'A report is made from the log as app hands it over, whatever the store or the channel.',
      severity: 'error',
      from: { path: '^src/reports/' },
      to: { path: allOfSrcBut('reports/', 'app/', 'cards/', 'content/', 'domain/') },
    },
    {
      name: 'svar-knows-only-app',
      comment: 'The page behind a svarlink is a door for people without Teams: it gives commands, and whoever listens to HTTP hands it the requests.',
      severity: 'error',
      from: { path: '^src/svar/' },
      to: { path: allOfSrcBut('svar/', 'app/', 'cards/', 'content/', 'domain/') },
    },
    {
      name: 'cli-starts-no-bot',
      comment: 'The command line puts store, reports and cards together itself; it needs nothing of the Teams shell or of the running bot.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: allOfSrcBut('cli/', 'adapters/', 'reports/', 'app/', 'cards/', 'content/', 'domain/', 'config\\.ts') },
    },
    {
      name: 'nobody-imports-cli',
      comment: 'The commands are ends of the program, not parts of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'nobody-imports-main',
      comment: 'main.ts is the composition root: it imports all and is imported by none.',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'config-is-for-the-edges',
      comment: 'What is configured is handed down by main; only the edges that must know the shape of a setting import config.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '^src/clock\\.ts$', '^src/cli/', '^src/teams/', '^src/adapters/[^/]+/connect\\.ts$'] },
      to: { path: '^src/config\\.ts$' },
    },
    {
      name: 'teams-reads-no-config',
      comment: 'The shell may name the types of settings; the values come from main.',
      severity: 'error',
      from: { path: '^src/teams/' },
      to: { path: '^src/config\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'clock-is-made-by-main',
      comment: 'Whoever needs the time is given a Clock (app/ports.ts); only main makes one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/clock\\.ts$' },
    },
    {
      name: 'root-files-know-little',
      comment: 'config.ts and clock.ts stand beside the layers: config imports nothing of ours, clock only the port it fills and its settings.',
      severity: 'error',
      from: { path: '^src/(config|clock)\\.ts$' },
      to: { path: allOfSrcBut('app/ports\\.ts', 'config\\.ts') },
    },
    {
      name: 'bot-libraries-stay-in-teams',
      comment:
        'botbuilder, botframework-*, teams-ai and restify are in maintenance and will be replaced: src/teams is their only home (docs/adr/0005).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/teams/' },
      to: { path: packages('botbuilder[^/]*', 'botframework-[^/]+', '@microsoft/teams-ai', 'restify') },
    },
    {
      name: 'outside-services-stay-in-adapters',
      comment: 'Table Storage, Graph and Application Insights are reached through ports: their clients are imported by src/adapters only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/' },
      to: { path: packages('@azure/data-tables', '@azure/core-rest-pipeline', '@microsoft/microsoft-graph-client', '@azure/monitor-[^/]+', '@opentelemetry/[^/]+') },
    },
    {
      name: 'signing-in-is-wired-at-the-edge',
      comment: 'Who signs in to Azure, and how, is decided where the program is put together; adapters are given a credential.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '^src/cli/', '^src/adapters/'] },
      to: { path: packages('@azure/identity') },
    },
    {
      name: 'templating-stays-in-cards',
      comment: 'Templates are expanded in one place (cards/render.ts), which knows how to keep user text out of them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cards/' },
      to: { path: packages('adaptivecards-templating', 'adaptive-expressions') },
    },
    {
      name: 'oevebane-knows-no-bot',
      comment: 'The practice ground stands in for Teams and knows the bot by HTTP only; else it would prove nothing (docs/adr/0003).',
      severity: 'error',
      from: { path: '^src/oevebane/' },
      to: { path: allOfSrcBut('oevebane/') },
    },
    {
      name: 'bot-knows-no-oevebane',
      comment: 'The bot can not tell the practice ground from Teams, and nothing of it is deployed.',
      severity: 'error',
      from: { path: allOfSrcBut('oevebane/') },
      to: { path: '^src/oevebane/' },
    },
    {
      name: 'src-knows-no-tests',
      comment: 'Nothing that is shipped leans on a test or its support.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^tests/' },
    },
    {
      name: 'bot-needs-no-dev-dependency',
      comment: 'What the bot needs at run time is in "dependencies". (The practice ground is for development and may use the others.)',
      severity: 'error',
      from: { path: allOfSrcBut('oevebane/') },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'no-cycles',
      comment: 'A module that needs itself can not be understood or tested alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/domain/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-at-run-time-in-domain',
      comment: 'The state is made of parts of every capability, and they decide on it: their types may point at each other, their code may not.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere escapes all the other rules.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-lies-unused',
      comment: 'Every file is reached from one of the programs that build.mjs builds; what is not, is to be deleted.',
      severity: 'error',
      from: { path: PROGRAMS },
      to: { path: '^src/.+\\.ts$', pathNot: PROGRAMS, reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/oevebane/page/' },
    // Type-only imports count: a boundary is about what a file has to know.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'import', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};

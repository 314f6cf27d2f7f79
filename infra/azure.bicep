// All that the bot needs in a resource group. There is no secret: the bot signs in to Teams, to the tables and to Graph
// with its managed identity, and so does nobody else.

@description('Beginning of every resource name: small letters and digits, unique in Azure.')
@minLength(4)
@maxLength(20)
param resourceBaseName string

@description('What people read as the sender in Teams.')
param botDisplayName string

@description('Who is told when the bot is not ready or could not deliver. Somebody has to read it.')
param alertEmail string

@description('App Service plan. Basic is the least that has Always On and health checks.')
param planSku string = 'B1'

@description('Any instance may take any activity; two, so that one may fail.')
@minValue(1)
param instances int = 2

@description('So long an archived file can neither be changed nor deleted. The controller decides; see modules/storage.bicep.')
@minValue(1)
param archiveDays int = 365

@description('Group id of the team in Entra, for reading the threads after an outage. Empty: that is off.')
param teamId string = ''

@description('Where threads are opened. Empty: the channel in which the incident is opened.')
param krisestabChannelId string = ''

@description('Where the styregruppe votes. Empty: the channel in which the incident has its threads.')
param styregruppeChannelId string = ''

@description('A permanent meeting, shown on the alarm. Empty: the card says that there is no link.')
param meetingFallbackUrl string = ''

@description('Mailbox whose calendar the meetings are booked in. Empty: the bot books none.')
param meetingOrganizer string = ''

@description('Mailbox that mails are sent from. Empty: the bot sends none.')
param mailSender string = ''

@description('Base of the links in mails, as people reach the bot: https://<domain>.')
param publicUrl string = ''

@description('How much the bot writes to its technical log.')
param logLevel string = 'info'

@description('Beginning of the tables\' names. Another one after a restore into new tables.')
param tablesPrefix string = 'beredskab'

param location string = resourceGroup().location

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: resourceBaseName
    location: location
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: resourceBaseName
    location: location
    principalId: identity.outputs.principalId
    archiveDays: archiveDays
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: resourceBaseName
    location: location
  }
}

module site 'modules/site.bicep' = {
  name: 'site'
  params: {
    name: resourceBaseName
    location: location
    planSku: planSku
    instances: instances
    identityId: identity.outputs.id
    botId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
    tablesEndpoint: storage.outputs.tablesEndpoint
    telemetry: monitoring.outputs.connectionString
    teamId: teamId
    krisestabChannelId: krisestabChannelId
    styregruppeChannelId: styregruppeChannelId
    meetingFallbackUrl: meetingFallbackUrl
    meetingOrganizer: meetingOrganizer
    mailSender: mailSender
    publicUrl: publicUrl
    logLevel: logLevel
    tablesPrefix: tablesPrefix
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: resourceBaseName
    displayName: botDisplayName
    domain: site.outputs.domain
    identityId: identity.outputs.id
    botId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: resourceBaseName
    location: location
    email: alertEmail
    siteId: site.outputs.id
    insightsId: monitoring.outputs.insightsId
  }
}

// The toolkit writes these into env/.env.<environment>; manifest.json and teamsapp.yml read them from there.
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = site.outputs.id
output BOT_DOMAIN string = site.outputs.domain
output BOT_ID string = identity.outputs.clientId
output BOT_TENANT_ID string = identity.outputs.tenantId

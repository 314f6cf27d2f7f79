// Where the bot runs. Which settings there are: src/config.ts; what they mean: docs/deploy.md.

param name string
param location string
param planSku string
param instances int
param identityId string
param botId string
param tenantId string
param tablesEndpoint string
param telemetry string
param teamId string
param krisestabChannelId string
param styregruppeChannelId string
param meetingFallbackUrl string
param meetingOrganizer string
param mailSender string
param publicUrl string
param logLevel string
param tablesPrefix string

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: name
  location: location
  kind: 'linux'
  sku: {
    name: planSku
    capacity: instances
  }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Any instance takes any activity; a cookie would only bind them.
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'NODE|22-lts'
      appCommandLine: 'node bot.js'
      alwaysOn: true
      healthCheckPath: '/readyz'
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
        { name: 'BOT_ID', value: botId }
        { name: 'BOT_TENANT_ID', value: tenantId }
        { name: 'BOT_TYPE', value: 'UserAssignedMSI' }
        { name: 'TABLES_ENDPOINT', value: tablesEndpoint }
        { name: 'TABLES_PREFIX', value: tablesPrefix }
        { name: 'LOG_LEVEL', value: logLevel }
        { name: 'TEAM_ID', value: teamId }
        { name: 'KRISESTAB_CHANNEL_ID', value: krisestabChannelId }
        { name: 'STYREGRUPPE_CHANNEL_ID', value: styregruppeChannelId }
        { name: 'MEETING_FALLBACK_URL', value: meetingFallbackUrl }
        { name: 'MEETING_ORGANIZER', value: meetingOrganizer }
        { name: 'MAIL_SENDER', value: mailSender }
        { name: 'PUBLIC_URL', value: publicUrl }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: telemetry }
      ]
    }
  }
}

output id string = site.id
output domain string = site.properties.defaultHostName

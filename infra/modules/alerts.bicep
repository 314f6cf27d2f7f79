// Who is told, and of what. The messages are those of the bot's own log; tests/infra/alerts.test.ts holds them against it.

param name string
param location string
param email string
param siteId string
param insightsId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  properties: {
    groupShortName: 'beredskab'
    enabled: true
    emailReceivers: [
      {
        name: 'drift'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

// 100 when every instance answers /readyz with 200, 50 when one of two does.
resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-ikke-klar'
  location: 'global'
  properties: {
    description: 'DDH Beredskab: mindst en instans er ikke klar (/readyz). Se docs/deploy.md, afsnit 14.'
    severity: 1
    enabled: true
    scopes: [siteId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'klar'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'HealthCheckStatus'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource givenUp 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-ikke-leveret'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'DDH Beredskab: en besked blev ikke leveret'
    description: 'Botten har opgivet at levere en besked. Hændelsens log siger hvilken ("Ikke leveret"). Nogen skal måske ringes op.'
    severity: 1
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'traces | where message == "outbox: given up"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

// One failed try is nothing: Teams is slow now and then. So many say that it is away.
resource notDelivered 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-levering-fejler'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'DDH Beredskab: Teams tager ikke imod beskeder'
    description: 'Botten prøver igen i over en time. Følg hændelsen ved telefonen imens.'
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'traces | where message == "outbox: not delivered"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

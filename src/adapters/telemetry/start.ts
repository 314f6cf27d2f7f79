import { AzureMonitorLogExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import { SpanKind, SpanStatusCode, type Attributes } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Telemetry } from '../../app/telemetry';

const NAME = 'ddh-beredskab';
const SEVERITY = { warn: SeverityNumber.WARN, error: SeverityNumber.ERROR } as const;

/**
 * OpenTelemetry to Application Insights. A program of its own beside the bot's (build.mjs), so that it costs nothing
 * when it is off. Nothing is instrumented: only what is handed over here leaves, and that is what the technical log has.
 */
export function startTelemetry(connectionString: string): Telemetry {
  // The exporter's reports about itself, to an address of its maker.
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
  process.env.APPLICATIONINSIGHTS_SDKSTATS_DISABLED = 'true';
  // What cannot be sent is let go: the technical log has it too.
  const options = { connectionString, disableOfflineStorage: true };
  const resource = resourceFromAttributes({ 'service.name': NAME });
  const traces = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new AzureMonitorTraceExporter(options))] });
  const logs = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor(new AzureMonitorLogExporter(options))] });
  const tracer = traces.getTracer(NAME);
  const logger = logs.getLogger(NAME);

  return {
    request({ activity, invoke, status, startedAt, endedAt, correlation, incident }) {
      const span = tracer.startSpan('POST /api/messages', {
        kind: SpanKind.SERVER,
        startTime: startedAt,
        attributes: attributesOf({
          'http.request.method': 'POST',
          'url.path': '/api/messages',
          'http.route': '/api/messages',
          'http.response.status_code': status,
          activity,
          invoke,
          correlation,
          incident,
        }),
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endedAt);
    },
    remark(severity, message, fields) {
      logger.emit({ severityNumber: SEVERITY[severity], body: message, attributes: attributesOf(fields) });
    },
    async stop() {
      await Promise.allSettled([traces.shutdown(), logs.shutdown()]);
    },
  };
}

function attributesOf(fields: Readonly<Record<string, unknown>>): Attributes {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    present.map(([key, value]) => [
      key,
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value),
    ]),
  );
}

import type { Body } from './outlookItems';

const RULE = '_'.repeat(80);

/** A meeting's page as Exchange makes it: what the organizer wrote, and below it how to join. */
export function withJoiningLines(body: Body, joinUrl: string): Body {
  const written = body.contentType === 'html' ? innerOf(body.content) : `<div>${htmlOf(body.content)}</div>`;
  const rule = `<div style="width:100%"><span style="white-space:nowrap; color:#5F5F5F; opacity:.36">${RULE}</span></div>`;
  const link = `<div class="me-email-text" lang="da-DK"><a href="${htmlOf(joinUrl)}">Deltag i Teams-mødet</a></div>`;
  return { contentType: 'html', content: `<html><head></head><body>${written}<br>${rule}${link}${rule}</body></html>` };
}

/** Without them the meeting is no online meeting any more. */
export function hasJoiningLines({ content }: Body, joinUrl: string): boolean {
  return content.includes(htmlOf(joinUrl)) || content.includes(joinUrl);
}

/** For people; links stand behind their words. */
export function plainTextOf({ contentType, content }: Body): string {
  if (contentType === 'text') return content;
  return innerOf(content)
    .replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gi, '$2: $1')
    .replace(/<br[^>]*>|<\/(div|p|tr|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(new RegExp(`${RULE}\n?`, 'g'), '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

function innerOf(html: string): string {
  return /<body[^>]*>([^]*)<\/body>/i.exec(html)?.[1] ?? html;
}

function htmlOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/\r?\n/g, '<br>');
}

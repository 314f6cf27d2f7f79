import type { Content } from '../content/schema';
import { render, type AdaptiveCard } from './render';
import template from './welcomeCard.json';

/** What the bot says when it comes into a channel. */
export function welcomeCard(content: Content): AdaptiveCard {
  return render(template, { afsnit: content.tekster.velkomst.split('\n').filter((line) => line.trim() !== '') });
}

import type { AdviceElementTexts } from '../texts/ru.advice.ts';

/** What support asks for in a request, and what tells the failure apart. Nothing secret, no address, no token. */
export interface TicketFacts {
  readonly problem: string | undefined;
  readonly person: string | undefined;
  readonly role: string | undefined;
  readonly territory: string | undefined;
  readonly organization: string | undefined;
  readonly code: string;
  readonly time: string;
}

/** The details for a support request, a line each; what is not known is left for the person to fill in. */
export function ticket({ ticket: words }: AdviceElementTexts, facts: TicketFacts): string {
  const lines = [
    [words.topic, words.topicText],
    [words.problem, facts.problem],
    [words.person, facts.person],
    [words.role, facts.role],
    [words.territory, facts.territory],
    [words.organization, facts.organization],
    [words.code, facts.code],
    [words.time, facts.time],
  ] as const;
  return lines.map(([name, value]) => `${name}: ${value || words.blank}`).join('\n');
}

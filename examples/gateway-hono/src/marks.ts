import { createVerifier, requireRole, verifyAccessToken, type CallerEnv } from '@epos-login/gateway/hono';
import type { VerifierOptions } from '@epos-login/gateway/resource';
import { Hono } from 'hono';

const marks = [
  { pupil: 'Абрамов Тимур', mark: 5 },
  { pupil: 'Белова София', mark: 4 },
  { pupil: 'Гаврилова Анна', mark: 5 },
];

/** The journal's API: it lets in who brings a token of an employee, whoever sends it. */
export function createMarks(options: VerifierOptions): Hono<CallerEnv> {
  const app = new Hono<CallerEnv>();
  app.use(verifyAccessToken(createVerifier(options)));
  app.get('/marks', requireRole('employee'), (c) => {
    const [role] = c.var.roles;
    return c.json({ school: role?.organization?.name, marks });
  });
  return app;
}

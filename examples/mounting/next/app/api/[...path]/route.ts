import { gateway } from '../../../gateway.ts';

export const dynamic = 'force-dynamic';

const { handle } = gateway;
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};

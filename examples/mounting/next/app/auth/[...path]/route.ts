import { gateway } from '../../../gateway.ts';

/** No answer of the gateway is one for everybody. */
export const dynamic = 'force-dynamic';

const { handle } = gateway;
export { handle as GET, handle as POST, handle as OPTIONS };

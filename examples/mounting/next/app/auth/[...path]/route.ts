import { handle } from '../../../gateway';

/** No answer of the gateway is one for everybody. */
export const dynamic = 'force-dynamic';

export { handle as GET, handle as POST, handle as OPTIONS };

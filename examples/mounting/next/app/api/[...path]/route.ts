import { gateway } from '../../../gateway.ts';

export const dynamic = 'force-dynamic';

const { handle } = gateway;
export { handle as GET, handle as POST, handle as PUT, handle as PATCH, handle as DELETE, handle as OPTIONS };

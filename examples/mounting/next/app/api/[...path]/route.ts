import { handle } from '../../../gateway';

export const dynamic = 'force-dynamic';

export { handle as GET, handle as POST, handle as PUT, handle as PATCH, handle as DELETE, handle as OPTIONS };

/** One chunk for what always comes together: two would travel less well compressed. */
import '../define/epos-subsystems.ts';
import '../define/epos-user-menu.ts';

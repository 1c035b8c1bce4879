/** Where recordings are, if nobody says otherwise. */
export const FOLDER = '.to-thread';

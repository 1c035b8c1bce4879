// A function that is not exported and asks for its own module.
import { toThread } from 'to-thread';

const here = () => import.meta.url;
await toThread(here).catch(({ code, message }) => console.log(code, message));

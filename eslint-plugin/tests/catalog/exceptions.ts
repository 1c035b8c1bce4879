/**
 * Functions of Node that the walk finds and the catalog leaves out, each with its reason. Names are written as
 * the walk writes them: module, class or namespace, function.
 */

export const exceptions: Readonly<Record<string, string>> = {
  'crypto.ECDH.computeSecret': 'One operation on a curve takes about as long as the hop to another thread.',
  'crypto.ECDH.generateKeys': 'One operation on a curve takes about as long as the hop to another thread.',
  'crypto.hash': 'It reads its argument once, as sending it to another thread would.',
  'crypto.randomUUID': 'It takes its bytes from a cache and has no asynchronous form.',
  'dgram.Socket.bindSync': 'It binds a local address, which the kernel does at once.',
  'dgram.Socket.connectSync': 'It sets the peer of a datagram socket, which sends nothing.',
  'ffi.dlopen': 'A library is loaded once, as a module is, and its handle belongs to the thread.',
  'globalThis.WebAssembly.Instance': 'The time goes into compiling the module, which the catalog has.',
  'process.report.getReport': 'It reads what the process holds in memory and touches no file.',
  'sqlite.StatementSync': 'The class itself, which cannot be constructed; its methods are in the catalog.',
  'tls.getCACertificates':
    'Its default answer is compiled in, and Node keeps the others after the first call.',
  'vm.runInContext': 'How long it takes is up to the code it is given, as with any function call.',
  'vm.runInNewContext': 'How long it takes is up to the code it is given, as with any function call.',
  'vm.runInThisContext': 'How long it takes is up to the code it is given, as with any function call.',
  'zlib.ZipFile.entriesSync': 'It lists what was read when the archive was opened.',
  'zlib.ZipFile.forEachSync': 'It lists what was read when the archive was opened.',
  'zlib.ZipFile.getSync': 'It makes a handle and reads nothing; reading is `ZipEntry.contentSync`.',
  'zlib.ZipFile.valuesSync': 'It lists what was read when the archive was opened.',
};

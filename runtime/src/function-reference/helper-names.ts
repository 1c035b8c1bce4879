/** What TypeScript, Babel and swc call their helpers, without the underscores and capitals in which they differ. */
const NAMES = new Set(
  // TypeScript
  (
    'addDisposableResource assign asyncDelegator asyncGenerator asyncValues await awaiter classPrivateFieldGet ' +
    'classPrivateFieldIn classPrivateFieldSet createBinding decorate disposeResources esDecorate exportStar extends ' +
    'generator importDefault importStar makeTemplateObject metadata param propKey read rest ' +
    'rewriteRelativeImportExtension runInitializers setFunctionName setModuleDefault spread spreadArray values ' +
    // Babel and swc
    'arrayLikeToArray arrayWithHoles arrayWithoutHoles assertThisInitialized asyncGeneratorDelegate ' +
    'asyncGeneratorStep asyncIterator asyncToGenerator awaitAsyncGenerator awaitValue callSuper classCallCheck ' +
    'classPrivateFieldInitSpec checkPrivateRedeclaration construct createClass createForOfIteratorHelper ' +
    'createForOfIteratorHelperLoose createSuper defineProperties defineProperty dispose getPrototypeOf inherits ' +
    'inheritsLoose instanceof interopRequireDefault interopRequireWildcard isNativeReflectConstruct iterableToArray ' +
    'iterableToArrayLimit newArrowCheck nonIterableRest nonIterableSpread objectDestructuringEmpty objectSpread ' +
    'objectSpreadProps objectWithoutProperties objectWithoutPropertiesLoose ownKeys possibleConstructorReturn ' +
    'regenerator regeneratorDefine regeneratorRuntime regeneratorValues setPrototypeOf skipFirstGeneratorNext slicedToArray ' +
    'superPropBase taggedTemplateLiteral toArray toConsumableArray toPrimitive toPropertyKey tsDecorate tsGenerator ' +
    'tsMetadata tsParam tsValues typeOf unsupportedIterableToArray usingCtx wrapAsyncGenerator wrapNativeSuper ' +
    'wrapRegExp writeOnlyError ' +
    // Not functions: names that are left out, and templates.
    'excluded templateObject'
  )
    .toLowerCase()
    .split(' '),
);

/** These alone begin without an underscore. */
const BARE =
  /^(?:tslib_\d+|asyncGeneratorStep|AsyncFromSyncIterator|OverloadYield|ownKeys|templateObject_\d+)$/;

/** Whether a variable is called as a helper of a compiler is, of which there may be several: `_objectSpread2`. */
export function isHelperName(name: string): boolean {
  return BARE.test(name) || (name.startsWith('_') && NAMES.has(name.replace(/_|\d+$/g, '').toLowerCase()));
}

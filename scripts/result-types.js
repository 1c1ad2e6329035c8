// The types of commands' results as TypeScript source: what `run` promises, and every type of ours that it refers to.
import { join } from 'node:path';

/** @returns a function from a command's file to the text of its types, undefined where it has no result */
export function resultTypes(ts, root) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const flags =
    ts.TypeFormatFlags.NoTruncation |
    ts.TypeFormatFlags.InTypeAlias |
    ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

  return (file) => {
    const source = program.getSourceFile(file);
    const line = source.statements.find(
      (one) => ts.isInterfaceDeclaration(one) && one.name.text === 'JsonLine',
    );
    const start = line ?? promised(source);
    if (!start) return undefined;
    const found = new Map();
    collect(start, found);
    const head = line ? [declared(line)] : [`type Result = ${start.getText()};`];
    return [...head, ...found.values()].join('\n\n');
  };

  /** The type in `async run(): Promise<…>`. */
  function promised(source) {
    const command = source.statements.find((one) => ts.isClassDeclaration(one));
    const run = command?.members.find((one) => ts.isMethodDeclaration(one) && one.name.getText() === 'run');
    const [type] = run?.type?.typeArguments ?? [];
    return type === undefined || type.getText() === 'void' ? undefined : type;
  }

  function collect(node, found) {
    const name = ts.isTypeReferenceNode(node)
      ? node.typeName
      : ts.isExpressionWithTypeArguments(node)
        ? node.expression
        : undefined;
    const declaration = name && declarationOf(name);
    if (declaration && !found.has(declaration.name.text)) {
      found.set(declaration.name.text, declared(declaration));
      collect(declaration, found);
    }
    node.forEachChild((child) => collect(child, found));
  }

  function declarationOf(name) {
    let symbol = checker.getSymbolAtLocation(name);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    return symbol?.declarations?.find(
      (one) =>
        (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) &&
        one.getSourceFile().fileName.startsWith(join(root, 'src')),
    );
  }

  /** As it is written, with its comments; a type that is made from a value as what it comes to. */
  function declared(declaration) {
    const text = declaration
      .getFullText()
      .trim()
      .replace(/^export /m, '')
      .replace(/^\/\/.*\n/gm, '');
    if (!ts.isTypeAliasDeclaration(declaration) || !/typeof|keyof/.test(declaration.type.getText()))
      return text;
    const type = checker.getTypeAtLocation(declaration.name);
    return `type ${declaration.name.text} = ${checker.typeToString(type, declaration, flags)};`;
  }
}

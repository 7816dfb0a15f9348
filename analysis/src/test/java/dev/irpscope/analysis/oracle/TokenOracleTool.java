package dev.irpscope.analysis.oracle;

import java.nio.file.Path;

/** The token comparison over folders of one's own: one line for each difference, then counts. */
final class TokenOracleTool {
  private TokenOracleTool() {}

  static void main(String[] folders) {
    for (String folder : folders) {
      TokenOracle oracle = new TokenOracle();
      OracleFolder.deep(() ->
          OracleFolder.units(Path.of(folder), unit -> oracle.unit(unit.file(), unit.tokens())));
      oracle.differences().forEach(line -> System.out.println("DIFF " + line));
      System.out.printf(
          "%s: %d functions compared, %d not read whole, %d differences%n",
          folder, oracle.compared(), oracle.notRead(), oracle.differences().size());
    }
  }
}

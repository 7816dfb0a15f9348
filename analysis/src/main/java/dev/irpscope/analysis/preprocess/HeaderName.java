package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.LexedFile.Group;
import dev.irpscope.analysis.source.HeaderSearch;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The name in an {@code #include} (C11 6.10.2). */
record HeaderName(String text, HeaderSearch.Form form) {
  /**
   * @param expand what to do with names that are macros
   */
  static Optional<HeaderName> read(LexedFile file, Group group, UnaryOperator<Token[]> expand) {
    if (group.arguments() >= group.last()) {
      return Optional.empty();
    }
    Token[] tokens = file.tokens();
    int from = tokens[group.arguments()].origin().written().start();
    int to = tokens[group.last() - 1].origin().written().end();
    String line = file.file().text().substring(from, to);
    char quote = line.charAt(0);
    if (quote == '<' || quote == '"') {
      int close = line.indexOf(quote == '<' ? '>' : '"', 1);
      if (close < 0) {
        return Optional.empty();
      }
      return of(
          line.substring(1, close),
          quote == '<' ? HeaderSearch.Form.ANGLED : HeaderSearch.Form.QUOTED);
    }
    return ofTokens(expand.apply(Arrays.copyOfRange(tokens, group.arguments(), group.last())));
  }

  /** Reads {@code "name"} or {@code < name >} from tokens that macros may have produced. */
  static Optional<HeaderName> ofTokens(Token[] tokens) {
    if (tokens.length == 0) {
      return Optional.empty();
    }
    if (tokens[0].kind() == Token.Kind.STRING) {
      String text = tokens[0].text();
      return of(text.substring(text.indexOf('"') + 1, text.length() - 1), HeaderSearch.Form.QUOTED);
    }
    if (!tokens[0].is("<")) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    for (int i = 1; i < tokens.length; i++) {
      if (tokens[i].is(">")) {
        return of(name.toString(), HeaderSearch.Form.ANGLED);
      }
      if (i > 1 && tokens[i].spaceBefore()) {
        name.append(' ');
      }
      name.append(tokens[i].text());
    }
    return Optional.empty();
  }

  private static Optional<HeaderName> of(String text, HeaderSearch.Form form) {
    return text.isBlank() ? Optional.empty() : Optional.of(new HeaderName(text.strip(), form));
  }
}

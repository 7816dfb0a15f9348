package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.Macro.Part;
import dev.irpscope.analysis.preprocess.Macro.PartKind;
import dev.irpscope.analysis.preprocess.Macro.Shape;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tokens of a {@code #define} line. */
final class MacroReader {
  /** The path of the text that holds definitions given by options. */
  static final String OPTIONS_PATH = "<options>";

  private final Token[] tokens;
  private final int last;
  private final List<String> parameters = new ArrayList<>();
  private boolean variadic;
  private int at;
  private Optional<String> problem = Optional.empty();

  private MacroReader(Token[] tokens, int first, int last) {
    this.tokens = tokens;
    this.at = first;
    this.last = last;
  }

  /**
   * @param first index of the macro's name
   * @param line stands in where there is no name
   */
  static Macro read(Token[] tokens, int first, int last, Span line) {
    return new MacroReader(tokens, first, last).read(line);
  }

  private Macro read(Span line) {
    if (at >= last || tokens[at].kind() != Token.Kind.IDENTIFIER) {
      return unusable("", line, "#define needs the name of a macro");
    }
    Token name = tokens[at++];
    Span where = name.origin().written();
    if (name.is("defined") || name.is("__VA_ARGS__")) {
      return unusable(name.text(), where, "'" + name.text() + "' cannot be defined as a macro");
    }
    Shape shape = Shape.OBJECT;
    if (at < last && tokens[at].is("(") && !tokens[at].spaceBefore()) {
      shape = Shape.FUNCTION;
      at++;
      readParameters();
      if (problem.isPresent()) {
        return unusable(name.text(), where, problem.get());
      }
    }
    List<Part> replacement = readReplacement(shape);
    return new Macro(
        name.text(), definition(where), shape, parameters, variadic, replacement, problem);
  }

  private static Optional<Span> definition(Span where) {
    return where.file().path().equals(OPTIONS_PATH) ? Optional.empty() : Optional.of(where);
  }

  private Macro unusable(String name, Span where, String why) {
    return new Macro(
        name, Optional.of(where), Shape.OBJECT, List.of(), false, List.of(), Optional.of(why));
  }

  private void readParameters() {
    if (at < last && tokens[at].is(")")) {
      at++;
      return;
    }
    while (at < last) {
      Token token = tokens[at++];
      if (token.is("...")) {
        variadic = true;
        parameters.add("__VA_ARGS__");
      } else if (token.kind() == Token.Kind.IDENTIFIER) {
        if (parameters.contains(token.text())) {
          problem = Optional.of("the parameter '" + token.text() + "' is named twice");
        }
        parameters.add(token.text());
        if (at < last && tokens[at].is("...")) {
          variadic = true;
          at++;
        }
      } else {
        problem = Optional.of("'" + token.text() + "' is not the name of a parameter");
        return;
      }
      if (at < last && tokens[at].is(")")) {
        at++;
        return;
      }
      if (variadic || at >= last || !tokens[at].is(",")) {
        break;
      }
      at++;
    }
    problem = Optional.of("the parameter list of the macro has no end");
  }

  private List<Part> readReplacement(Shape shape) {
    List<Part> parts = new ArrayList<>(last - at);
    while (at < last) {
      Token token = tokens[at];
      if (token.is("##") && token.kind() == Token.Kind.PUNCTUATOR) {
        at++;
        if (parts.isEmpty() || at >= last) {
          problem = Optional.of("'##' needs a token on both sides");
        } else {
          Part before = parts.removeLast();
          parts.add(new Part(before.kind(), before.token(), before.parameter(), true));
        }
        continue;
      }
      boolean operator = shape == Shape.FUNCTION && token.kind() == Token.Kind.PUNCTUATOR;
      if (operator && (token.is("#") || token.is("#@")) && at + 1 < last) {
        int parameter = parameters.indexOf(tokens[at + 1].text());
        if (parameter >= 0) {
          PartKind kind =
              token.is("#") ? PartKind.STRING_OF_PARAMETER : PartKind.CHARACTER_OF_PARAMETER;
          Origin both = token.origin().join(tokens[at + 1].origin());
          Token joined =
              new Token(
                  Token.Kind.OTHER,
                  token.text() + tokens[at + 1].text(),
                  both,
                  token.spaceBefore());
          parts.add(new Part(kind, joined, parameter, false));
          at += 2;
          continue;
        }
      }
      int parameter =
          shape == Shape.FUNCTION && token.kind() == Token.Kind.IDENTIFIER
              ? parameters.indexOf(token.text())
              : -1;
      parts.add(
          new Part(parameter >= 0 ? PartKind.PARAMETER : PartKind.TOKEN, token, parameter, false));
      at++;
    }
    return parts;
  }
}

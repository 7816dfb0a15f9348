package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * Reads external declarations, each by itself; one that cannot be read becomes a {@link Decl.Error}
 * with a diagnostic, and a function keeps what can be read of it.
 */
final class PieceReader {
  private static final int NESTING_LIMIT = UnitReader.NESTING_LIMIT;

  private final Vocabulary vocabulary;
  private final Scope scope;
  private final CParser parser;
  private final Gathered gathered;

  PieceReader(Vocabulary vocabulary, Scope scope, CParser parser, Gathered gathered) {
    this.vocabulary = vocabulary;
    this.scope = scope;
    this.parser = parser;
    this.gathered = gathered;
  }

  /** A parser to be used for all pieces of a unit. */
  static CParser parser() {
    CParser parser = new CParser(new ClassifiedTokens(List.of()));
    parser.removeErrorListeners();
    return parser;
  }

  void read(Piece piece) {
    if (piece.nesting() > NESTING_LIMIT) {
      skip(piece, "SYNTAX-NESTING", "Brackets nest deeper than " + NESTING_LIMIT + " here.");
      return;
    }
    if (isStrayMacro(piece)) {
      return;
    }
    try {
      if (piece.kind() == Piece.Kind.FUNCTION) {
        function(piece);
      } else {
        declaration(piece);
      }
    } catch (StackOverflowError e) {
      skip(piece, "SYNTAX-NESTING", "This is nested too deeply to be read.");
    }
  }

  /** {@code NAME(...);} at file scope: a macro that is defined nowhere we can see. */
  private boolean isStrayMacro(Piece piece) {
    List<Token> tokens = piece.tokens();
    boolean call =
        piece.kind() == Piece.Kind.DECLARATION
            && tokens.size() > 1
            && tokens.get(0).kind() == Token.Kind.IDENTIFIER
            && vocabulary.isPlain(tokens.get(0).text())
            && scope.typedef(tokens.get(0).text()).isEmpty()
            && (tokens.get(1).is("(") || tokens.get(1).is(";"));
    if (!call) {
      return false;
    }
    int depth = 0;
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")")) {
        depth--;
      } else if (depth == 0) {
        return tokens.get(i).is(";");
      }
    }
    return true;
  }

  private void declaration(Piece piece) {
    TokenClassifier.Classified classified =
        TokenClassifier.external(piece.tokens(), scope, vocabulary);
    Parsed<CParser.ExternalDeclarationContext> parsed =
        parse(classified.tokens(), CParser::externalDeclaration);
    if (parsed.failure().isPresent()) {
      Failure failure = parsed.failure().get();
      skip(piece, "SYNTAX-DECLARATION", failure.span(), failure.message("declaration"));
      return;
    }
    TreeBuilder tree =
        new TreeBuilder(scope, vocabulary.isCpp(), piece.packing(), classified.tokens());
    List<Decl.Attribute> attributes =
        classified.attributes().stream()
            .map(attribute -> attribute(tree, attribute))
            .flatMap(Optional::stream)
            .toList();
    gathered.addAll(
        tree.declarations().external(parsed.context().orElseThrow().declaration(), attributes));
    report(parsed.holes());
  }

  private void function(Piece piece) {
    TokenClassifier.Classified classified =
        TokenClassifier.external(piece.tokens(), scope, vocabulary);
    Parsed<CParser.FunctionDefinitionContext> parsed =
        parse(classified.tokens(), CParser::functionDefinition);
    if (parsed.failure().isPresent()) {
      Failure failure = parsed.failure().get();
      skip(piece, "SYNTAX-FUNCTION", failure.span(), failure.message("function"));
      return;
    }
    TreeBuilder tree =
        new TreeBuilder(scope, vocabulary.isCpp(), piece.packing(), classified.tokens());
    Optional<Decl.Function> read =
        tree.declarations()
            .function(
                parsed.context().orElseThrow(),
                classified.attributes(),
                attribute -> attribute(tree, attribute));
    if (read.isEmpty()) {
      skip(piece, "SYNTAX-FUNCTION", "The head of this function could not be read.");
      return;
    }
    Decl.Function function = read.get();
    gathered.add(function);
    report(parsed.holes());
    Optional<String> reason =
        Stream.of(
                parsed.holes().stream().map(PieceReader::message),
                tree.holes().stream(),
                classified.doubts().stream())
            .flatMap(reasons -> reasons)
            .findFirst();
    gathered.add(
        new FunctionStatus(
            function.name(),
            piece.span(),
            reason.isEmpty() ? FunctionStatus.Status.ANALYSED : FunctionStatus.Status.PARTIAL,
            reason.orElse("")));
  }

  private Optional<Decl.Attribute> attribute(
      TreeBuilder tree, TokenClassifier.AttributeTokens attribute) {
    return parse(attribute.arguments(), CParser::attributeArguments)
        .context()
        .map(arguments -> tree.declarations().attribute(attribute.name(), arguments));
  }

  // ---- parsing

  private record Failure(GrammarToken token) {
    Span span() {
      return token.origin().site();
    }

    String message(String what) {
      String text = token.getText();
      return text.isEmpty()
          ? "This " + what + " ends too early."
          : "This " + what + " could not be read at '" + text + "'.";
    }
  }

  private record Parsed<T>(
      Optional<T> context, List<HoleStrategy.Hole> holes, Optional<Failure> failure) {}

  /** Fast prediction first; the slow one only for text that the fast one finds wrong. */
  private <T extends ParserRuleContext> Parsed<T> parse(
      List<GrammarToken> tokens, Function<CParser, T> rule) {
    Parsed<T> fast = parse(tokens, rule, PredictionMode.SLL);
    return fast.failure().isEmpty() && fast.holes().isEmpty()
        ? fast
        : parse(tokens, rule, PredictionMode.LL);
  }

  private <T extends ParserRuleContext> Parsed<T> parse(
      List<GrammarToken> tokens, Function<CParser, T> rule, PredictionMode mode) {
    HoleStrategy strategy = new HoleStrategy();
    ClassifiedTokens input = new ClassifiedTokens(tokens);
    parser.setTokenStream(input);
    parser.setErrorHandler(strategy);
    parser.getInterpreter().setPredictionMode(mode);
    try {
      T context = rule.apply(parser);
      return new Parsed<>(Optional.of(context), strategy.holes(), Optional.empty());
    } catch (RecognitionException e) {
      GrammarToken at =
          e.getOffendingToken() instanceof GrammarToken offending
              ? offending
              : input.get(input.index());
      return new Parsed<>(Optional.empty(), List.of(), Optional.of(new Failure(at)));
    }
  }

  // ---- telling

  private void report(List<HoleStrategy.Hole> holes) {
    for (HoleStrategy.Hole hole : holes) {
      gathered.add(
          Diagnostic.at(
              "SYNTAX-" + hole.what().toUpperCase(Locale.ROOT),
              Diagnostic.Severity.WARNING,
              hole.offending().origin().site(),
              message(hole)));
    }
  }

  private static String message(HoleStrategy.Hole hole) {
    String text = hole.offending().getText();
    return "This "
        + hole.what()
        + " could not be read"
        + (text.isEmpty() ? "" : " at '" + text + "'")
        + "; the analysis goes on without it.";
  }

  private void skip(Piece piece, String code, String message) {
    skip(piece, code, piece.tokens().getFirst().origin().site(), message);
  }

  private void skip(Piece piece, String code, Span at, String message) {
    gathered.add(Diagnostic.at(code, Diagnostic.Severity.WARNING, at, message));
    boolean function = piece.kind() == Piece.Kind.FUNCTION;
    gathered.add(
        new Decl.Error(
            piece.origin(),
            function && !piece.name().isEmpty() ? Optional.of(piece.name()) : Optional.empty(),
            message));
    if (function) {
      gathered.add(
          new FunctionStatus(piece.name(), piece.span(), FunctionStatus.Status.SKIPPED, message));
    }
  }
}
